import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waiting as WaitingAnswer } from '../../rtc/protocol';
import { HelpLine } from '../../ui/HelpLine';
import { CheckIcon } from '../../ui/icons';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { clockTime } from '../../ui/wait';
import { WaitIcon } from './icons';
import { useConference, useLive } from './live';
import styles from './waiting.module.css';

interface WaitingProps {
  waitingFor: WaitingAnswer['waitingFor'];
  roomName: string;
  displayName: string;
}

/** Before the door: what is waited for, for how long already, and that nothing needs to be done. */
export function Waiting({ waitingFor, roomName, displayName }: WaitingProps) {
  const { t } = useTranslation('live');
  const live = useLive();
  const { hub } = useConference();
  const seconds = useSeconds();
  return (
    <main className="hall-page">
      <div className={styles.rings} aria-hidden="true">
        <span />
        <span />
        <WaitIcon />
      </div>
      <div role="status">
        <h1>{t(waitingFor === 'chair' ? 'waiting.chairTitle' : 'waiting.admissionTitle')}</h1>
      </div>
      <p>
        {waitingFor === 'chair'
          ? t('waiting.chairText', { room: roomName })
          : t('waiting.admissionText', { name: displayName })}
      </p>
      <p className={styles.since}>{t('waiting.since', { time: clockTime(seconds) })}</p>
      <p className={hub.connected ? styles.connected : 'hall-warn'}>
        {hub.connected && <CheckIcon />}
        {hub.connected || hub.attempt <= 1
          ? t('waiting.connected')
          : t('waiting.reconnecting', { attempt: hub.attempt })}
      </p>
      <div className="actions">
        <button type="button" className="hall-button" onClick={() => live.leave()}>
          {t('waiting.leave')}
        </button>
      </div>
      <p className="hall-hint">{t('waiting.keepOpen')}</p>
      <LanguageSwitch />
      <HelpLine />
    </main>
  );
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = Date.now();
    const timer = setInterval(() => setSeconds((Date.now() - start) / 1000), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
