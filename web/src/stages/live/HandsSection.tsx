import { useTranslation } from 'react-i18next';
import { HandIcon } from './icons';
import { useDirects, useLive, useSnapshot } from './live';
import styles from './panel.module.css';

/** Who asks for the floor, first come first. */
export function HandsSection() {
  const { t } = useTranslation('live');
  const live = useLive();
  const directs = useDirects();
  const { hands: raised, participants, you } = useSnapshot();
  const hands = raised.flatMap(({ participantId }) => participants.find(({ id }) => id === participantId) ?? []);
  if (hands.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t('people.hands', { count: hands.length })}</h3>
      <ol>
        {hands.map((participant, index) => (
          <li key={participant.id} className={styles.guest}>
            <strong className={styles.order}>
              <HandIcon />
              {index + 1}. {participant.displayName}
            </strong>
            {directs && participant.id !== you && (
              <span>
                <button
                  type="button"
                  className="hall-button"
                  data-look="primary"
                  aria-label={`${t('people.giveFloor')}: ${participant.displayName}`}
                  onClick={() => void live.ask('GiveFloor', participant.id)}
                >
                  {t('people.giveFloor')}
                </button>
                <button
                  type="button"
                  className="hall-button"
                  aria-label={`${t('people.lowerHand')}: ${participant.displayName}`}
                  onClick={() => void live.ask('LowerHand', participant.id)}
                >
                  {t('people.lowerHand')}
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
