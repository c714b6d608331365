import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announcementsBetween } from './announcements';
import { useLive, useSnapshot } from './live';

/** Arrivals come in bursts at the start of a meeting; they are gathered for this long and told at once. */
const gatherMs = 2000;

/** Tells screen readers what others see. */
export function Announcer({ chatOpen }: { chatOpen: boolean }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const told = useRef(useSnapshot());
  const [words, setWords] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      const { snapshot } = live.state.get();
      if (!snapshot) return;
      const said = announcementsBetween(told.current, snapshot, chatOpen);
      told.current = snapshot;
      if (said.length > 0) setWords(said.map(({ key, ...values }) => t(`say.${key}`, values)).join('. '));
    };
    const stop = live.state.subscribe(() => {
      timer ??= setTimeout(tell, gatherMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live, chatOpen, t]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {words}
    </p>
  );
}
