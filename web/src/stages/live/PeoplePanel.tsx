import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../rtc/protocol';
import type { Subject } from './arrangement';
import { ChairTools } from './ChairTools';
import { HandIcon, SearchIcon } from './icons';
import { useDirects, useIsChair, useLive, useSnapshot } from './live';
import { plain } from './names';
import { Panel } from './Panel';
import { PersonRow } from './PersonRow';
import styles from './panel.module.css';

interface PeoplePanelProps {
  pinned: Subject | null;
  /** The room's own account may take the chair. */
  mayTakeChair: boolean;
  onPin: (subject: Subject | null) => void;
  onEnd: () => void;
  onClose: () => void;
}

/** Who is here, who asks for the floor, who waits outside; for the chair also everything that a chair can do. */
export function PeoplePanel({ pinned, mayTakeChair, onPin, onEnd, onClose }: PeoplePanelProps) {
  const { t, i18n } = useTranslation('live');
  const live = useLive();
  const snapshot = useSnapshot();
  const isChair = useIsChair();
  const directs = useDirects();
  const [search, setSearch] = useState('');
  const wanted = plain(search.trim());
  const collator = new Intl.Collator(i18n.language);
  const rank = (participant: Participant): number =>
    participant.role === 'chair' ? 0 : participant.id === snapshot.you ? 1 : 2;
  const people = snapshot.participants
    .filter(({ displayName, unitName }) => plain(`${displayName} ${unitName ?? ''}`).includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || collator.compare(a.displayName, b.displayName));
  const speaking = snapshot.participants.filter(({ id }) => snapshot.floor.includes(id) && id !== snapshot.you);
  const hands = snapshot.hands.flatMap(
    ({ participantId }) => snapshot.participants.find(({ id }) => id === participantId) ?? [],
  );
  return (
    <Panel title={t('people.title')} onClose={onClose}>
      <div className={styles.scroll}>
        {directs && speaking.length > 0 && (
          <section className={styles.section} aria-label={t('people.speaking', { count: speaking.length })}>
            <h3>{t('people.speaking', { count: speaking.length })}</h3>
            <ul>
              {speaking.map((participant) => (
                <li key={participant.id} className={styles.guest}>
                  <strong>{participant.displayName}</strong>
                  <span>
                    <button
                      type="button"
                      className="hall-button"
                      data-look="danger"
                      aria-label={`${t('people.takeFloor')}: ${participant.displayName}`}
                      onClick={() => void live.ask('TakeFloor', participant.id)}
                    >
                      {t('people.takeFloor')}
                    </button>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {directs && snapshot.waiting.length > 0 && (
          <section className={styles.section}>
            <div className={styles.sectionHead}>
              <h3>{t('people.waiting', { count: snapshot.waiting.length })}</h3>
              {snapshot.waiting.length > 1 && (
                <button type="button" className="hall-button" onClick={() => void live.ask('AdmitAll')}>
                  {t('people.admitAll')}
                </button>
              )}
            </div>
            <ul>
              {snapshot.waiting.map((guest) => (
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
        )}
        {hands.length > 0 && (
          <section className={styles.section}>
            <h3>{t('people.hands', { count: hands.length })}</h3>
            <ol>
              {hands.map((participant, index) => (
                <li key={participant.id} className={styles.guest}>
                  <strong className={styles.order}>
                    <HandIcon />
                    {index + 1}. {participant.displayName}
                  </strong>
                  {directs && participant.id !== snapshot.you && (
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
        )}
        {directs && <ChairTools onEnd={onEnd} />}
        <section className={styles.section}>
          <h3>
            {t('people.inRoom')} ({snapshot.participants.length})
          </h3>
          <div className={`hall-field ${styles.search}`}>
            <SearchIcon />
            <input
              type="search"
              aria-label={t('people.search')}
              placeholder={t('people.search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
          {people.length === 0 && <p className={styles.empty}>{t('people.nobody')}</p>}
          <ul className={styles.people}>
            {people.map((participant) => (
              <PersonRow key={participant.id} participant={participant} pinned={pinned} onPin={onPin} />
            ))}
          </ul>
          {(mayTakeChair || snapshot.powers.presides) && !isChair && (
            <button type="button" className="hall-button" onClick={() => void live.ask('TakeChair')}>
              {t('people.takeChair')}
            </button>
          )}
        </section>
      </div>
    </Panel>
  );
}
