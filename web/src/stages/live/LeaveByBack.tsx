import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Dialog } from './Dialog';
import styles from './dialog.module.css';
import { useLive } from './live';

/** The browser's "back" out of a meeting is often a slip of the hand: it asks first. */
export function LeaveByBack() {
  const { t } = useTranslation('live');
  const live = useLive();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog title={t('chair.leaveConfirm')} onClose={() => blocker.reset()}>
      <p>{t('chair.backText')}</p>
      <div className={styles.actions}>
        <button type="button" className="hall-button" data-look="primary" data-first onClick={() => blocker.reset()}>
          {t('chair.stay')}
        </button>
        <button
          type="button"
          className="hall-button"
          onClick={() => {
            live.leave();
            blocker.proceed();
          }}
        >
          {t('bar.leave')}
        </button>
      </div>
    </Dialog>
  );
}
