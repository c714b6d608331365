import { useTranslation } from 'react-i18next';
import { clockText, vietnamTime } from '../../ui/time';
import { clockTime } from '../../ui/wait';
import { HandIcon, LockIcon, MicrophoneLockedIcon, WaitIcon } from './icons';
import { isHeldByMode, useDirects, useServerClock, useSnapshot } from './live';
import styles from './room.module.css';

/** Which room this is, for how long it has been meeting, and what holds for everybody in it. */
export function Head({ onWaiting }: { onWaiting: () => void }) {
  const { t, i18n } = useTranslation('live');
  const snapshot = useSnapshot();
  const directs = useDirects();
  const now = useServerClock();
  const clock = (time: string | Date) => clockText(time, i18n.language, vietnamTime);
  const hands = snapshot.hands.length;
  return (
    <header className={styles.head}>
      <h1>{snapshot.name}</h1>
      <p className={styles.unit}>
        {snapshot.unitName} · {t(`mode.${snapshot.mode}`)}
      </p>
      <span className={styles.grow} />
      {directs && snapshot.waiting.length > 0 && (
        <button
          type="button"
          className={styles.flag}
          data-look="alert"
          data-count={snapshot.waiting.length}
          onClick={onWaiting}
        >
          <WaitIcon />
          {t('head.waiting', { count: snapshot.waiting.length })}
        </button>
      )}
      {snapshot.session && (
        <span className={styles.flag}>
          {snapshot.session.openedAt
            ? t('session.openedAt', { time: clock(snapshot.session.openedAt) })
            : t('session.notOpened')}
        </span>
      )}
      {hands > 0 && (
        <span className={styles.flag} data-look="hand" data-count={hands}>
          <HandIcon />
          {t('head.handsUp', { count: hands })}
        </span>
      )}
      {(!snapshot.selfUnmute || isHeldByMode(snapshot)) && (
        <span className={styles.flag} title={t('head.hardMute')}>
          <MicrophoneLockedIcon />
          <span>{t('head.hardMute')}</span>
        </span>
      )}
      {snapshot.locked && (
        <span className={styles.flag} title={t('head.locked')}>
          <LockIcon />
          <span>{t('head.locked')}</span>
        </span>
      )}
      <span
        className={styles.time}
        title={t('head.duration', { time: clockTime((now - Date.parse(snapshot.openedAt)) / 1000) })}
      >
        <strong>{clock(new Date(now))}</strong>
        <span>{clockTime((now - Date.parse(snapshot.openedAt)) / 1000)}</span>
      </span>
    </header>
  );
}
