import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../../ui/icons';
import { MicrophoneIcon, ScreenIcon } from './icons';
import { useConference, useLive, useLocal, useSnapshot } from './live';
import styles from './room.module.css';
import { SpeakingTime } from './SpeakingTime';

/**
 * What somebody must not forget about the own part: it has the floor, everybody sees its screen, the machine is too weak. Above the
 * pictures, where no panel lies.
 */
export function OwnBands() {
  const { t } = useTranslation('live');
  const live = useLive();
  const { microphone, screen } = useLocal();
  const { floor, you } = useSnapshot();
  const { relief } = useConference();
  return (
    <>
      {floor.includes(you) && (
        <div className={styles.own} data-look="floor">
          <MicrophoneIcon />
          <span>
            {t(microphone.on ? 'floor.speaking' : 'floor.yours')} <SpeakingTime participantId={you} />
          </span>
          {!microphone.on && (
            <button type="button" className="hall-button" onClick={() => void live.setMicrophone(true)}>
              {t('floor.accept')}
            </button>
          )}
        </div>
      )}
      {screen.on && (
        <div className={styles.own}>
          <ScreenIcon />
          <span>
            <strong>{t('tile.yourScreen')}.</strong> <span className={styles.besides}>{t('tile.yourScreenText')}</span>
          </span>
          <button type="button" className="hall-button" onClick={() => live.local.stopScreen()}>
            {t('bar.screenOff')}
          </button>
        </div>
      )}
      {relief > 0 && (
        <div className={styles.own} role="status" data-relief={relief}>
          <WarningIcon />
          <span>
            <strong>{t('weakMachine.title')}</strong> <span className={styles.besides}>{t('weakMachine.text')}</span>
          </span>
        </div>
      )}
    </>
  );
}
