import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';
import styles from './dialog.module.css';
import { MicrophoneIcon } from './icons';
import { useConference, useLive } from './live';

/** The chair has given the floor: one button that cannot be missed. */
export function FloorOffer() {
  const { t } = useTranslation('live');
  const live = useLive();
  const { floorOffered } = useConference();
  if (!floorOffered) return null;
  return (
    <Dialog title={t('floor.title')} onClose={() => live.declineFloorOffer()}>
      <div className={styles.floor}>
        <p>{t('floor.text')}</p>
        <button
          type="button"
          className={`hall-button ${styles.accept}`}
          data-look="primary"
          data-first
          onClick={() => void live.setMicrophone(true)}
        >
          <MicrophoneIcon />
          {t('floor.accept')}
        </button>
        <button type="button" className="hall-button" data-look="plain" onClick={() => live.declineFloorOffer()}>
          {t('floor.decline')}
        </button>
      </div>
    </Dialog>
  );
}
