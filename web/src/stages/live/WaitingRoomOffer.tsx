import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';
import styles from './dialog.module.css';
import { useConference, useLive } from './live';

/** Somebody was asked to leave who may come back by the password alone: one click, and newcomers have to be let in. */
export function WaitingRoomOffer() {
  const { t } = useTranslation('live');
  const live = useLive();
  const { sentAway } = useConference();
  if (sentAway === null) return null;
  return (
    <Dialog title={t('sentAway.title', { name: sentAway })} onClose={() => void live.keepOut(false)}>
      <p>{t('sentAway.text')}</p>
      <div className={styles.actions}>
        <button type="button" className="hall-button" onClick={() => void live.keepOut(false)}>
          {t('sentAway.decline')}
        </button>
        <button
          type="button"
          className="hall-button"
          data-look="primary"
          data-first
          onClick={() => void live.keepOut(true)}
        >
          {t('sentAway.turnOn')}
        </button>
      </div>
    </Dialog>
  );
}
