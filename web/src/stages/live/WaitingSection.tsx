import { useTranslation } from 'react-i18next';
import { useDirects, useLive, useSnapshot } from './live';
import styles from './panel.module.css';

/** Who stands at the door, for those who open it. */
export function WaitingSection() {
  const { t } = useTranslation('live');
  const live = useLive();
  const directs = useDirects();
  const { waiting } = useSnapshot();
  if (!directs || waiting.length === 0) return null;
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>{t('people.waiting', { count: waiting.length })}</h3>
        {waiting.length > 1 && (
          <button type="button" className="hall-button" onClick={() => void live.ask('AdmitAll')}>
            {t('people.admitAll')}
          </button>
        )}
      </div>
      <ul>
        {waiting.map((guest) => (
          <li key={guest.ticketId} className={styles.guest}>
            <strong>{guest.displayName}</strong>
            {guest.away && <span className="hall-hint">{t('people.guestAway')}</span>}
            {guest.line && <span className="hall-warn">{t(`line.asks.${guest.line}`)}</span>}
            <span>
              <button
                type="button"
                className="hall-button"
                data-look="primary"
                aria-label={`${t('people.admit')}: ${guest.displayName}`}
                onClick={() => void live.ask('Admit', guest.ticketId)}
              >
                {t('people.admit')}
              </button>
              <button
                type="button"
                className="hall-button"
                aria-label={`${t('people.refuse')}: ${guest.displayName}`}
                onClick={() => void live.ask('Refuse', guest.ticketId)}
              >
                {t('people.refuse')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
