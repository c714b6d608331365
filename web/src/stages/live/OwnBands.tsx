import { useTranslation } from 'react-i18next';
import { MicrophoneIcon, ScreenIcon } from './icons';
import { useLive, useLocal, useSnapshot } from './live';
import styles from './room.module.css';
import { SpeakingTime } from './SpeakingTime';

/** What somebody must not forget about the own part: it has the floor, everybody sees its screen. Above the pictures, where no panel lies. */
export function OwnBands() {
  const { t } = useTranslation('live');
  const live = useLive();
  const { microphone, screen } = useLocal();
  const { floor, you } = useSnapshot();
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
    </>
  );
}
