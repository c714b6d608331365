import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConference, useLocal } from './live';
import styles from './room.module.css';

const shownMs = 6000;

/** Short words above the bar about something that just happened to this participant. */
export function Notices() {
  const { t } = useTranslation('live');
  const { notice } = useConference();
  const { screen, microphone, camera } = useLocal();
  const [dismissed, setDismissed] = useState(0);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setDismissed(notice.id), shownMs);
    return () => clearTimeout(timer);
  }, [notice]);

  const words =
    notice && notice.id > dismissed
      ? notice.code === 'server'
        ? notice.text
        : t(`notice.${notice.code as 'floorGiven' | 'mutedByChair' | 'mayNotUnmute' | 'notConnected'}`)
      : screen.problem
        ? t(`problem.screen.${screen.problem}`)
        : microphone.problem
          ? t(`problem.microphone.${microphone.problem}`)
          : camera.problem
            ? t(`problem.camera.${camera.problem}`)
            : null;
  return (
    <div role="status" className={styles.notices}>
      {words && <p>{words}</p>}
    </div>
  );
}
