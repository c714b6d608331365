import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../rtc/protocol';
import type { Subject } from './arrangement';
import { ChairTools } from './ChairTools';
import { HandsSection } from './HandsSection';
import { SearchIcon } from './icons';
import { useDirects, useIsChair, useLive, useSnapshot } from './live';
import { plain } from './names';
import { Panel } from './Panel';
import { PersonRow } from './PersonRow';
import styles from './panel.module.css';
import { SpeakersSection } from './SpeakersSection';
import { WaitingSection } from './WaitingSection';

interface PeoplePanelProps {
  pinned: Subject | null;
  /** The room's own account may take the chair. */
  mayTakeChair: boolean;
  onPin: (subject: Subject | null) => void;
  onInvite: () => void;
  onClose: () => void;
}

/** Who speaks, who waits outside, who asks for the floor, who is here; below them, folded, what a chair can do. */
export function PeoplePanel({ pinned, mayTakeChair, onPin, onInvite, onClose }: PeoplePanelProps) {
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
  return (
    <Panel title={t('people.title')} onClose={onClose}>
      <div className={styles.scroll}>
        <SpeakersSection />
        <WaitingSection />
        <HandsSection />
        <section className={styles.section}>
          <div className={styles.sectionHead}>
            <h3>
              {t('people.inRoom')} ({snapshot.participants.length})
            </h3>
            <button type="button" className="hall-button" onClick={onInvite}>
              {t('bar.invite')}
            </button>
          </div>
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
      {directs && <ChairTools />}
    </Panel>
  );
}
