import { useTranslation } from 'react-i18next';
import { useDirects, useLive, useSnapshot } from './live';
import styles from './panel.module.css';
import { SpeakingTime } from './SpeakingTime';

/** Who has the floor and for how long; whoever directs takes it back here, without a search. */
export function SpeakersSection() {
  const { t } = useTranslation('live');
  const live = useLive();
  const directs = useDirects();
  const { participants, floor, you } = useSnapshot();
  const speaking = floor.flatMap((holder) => participants.find(({ id }) => id === holder) ?? []);
  if (speaking.length === 0) return null;
  return (
    <section className={styles.speakers} aria-label={t('people.speaking', { count: speaking.length })}>
      <ul>
        {speaking.map(({ id, displayName }) => (
          <li key={id}>
            <span className={styles.speaker}>
              {t('people.speakingNow')}{' '}
              <strong>{id === you ? t('nameAndYou', { name: displayName }) : displayName}</strong>
            </span>
            <SpeakingTime participantId={id} className={styles.speakingTime} />
            {directs && (
              <button
                type="button"
                className="hall-button"
                data-look="danger"
                aria-label={`${t('people.takeFloor')}: ${displayName}`}
                onClick={() => void live.ask('TakeFloor', id)}
              >
                {t('people.takeFloor')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
