import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../rtc/protocol';
import { type Arrangement, type LayoutName, type Subject, viewOf } from './arrangement';
import { ArrowLeftIcon, ArrowRightIcon } from './icons';
import { useLive, useSnapshot } from './live';
import { compose } from './measures';
import styles from './stage.module.css';
import { ScreenTile, Tile } from './Tile';
import { useElementSize } from './useElementSize';

interface StageProps {
  layout: LayoutName;
  pinned: Subject | null;
  onPin: (subject: Subject | null) => void;
  /** Asked for by those who want to see everybody. */
  onGrid: () => void;
  /** Somebody is missing. */
  onInvite: () => void;
  /** Somebody stands at the door. */
  onWaiting: () => void;
}

/** The pictures: measures the room there is, decides who is shown how large, and asks the server for exactly that. */
export function Stage({ layout, pinned, onPin, onGrid, onInvite, onWaiting }: StageProps) {
  const live = useLive();
  const snapshot = useSnapshot();
  const [area, size] = useElementSize<HTMLDivElement>();
  const [page, setPage] = useState(0);
  const before = useRef<Subject | null>(null);
  const { arrangement, measures } = useMemo(
    () => compose(snapshot, layout, pinned, page, size, before.current),
    [snapshot, layout, pinned, page, size],
  );
  useEffect(() => {
    before.current = arrangement.main;
  }, [arrangement.main]);
  const main = useMemo(() => {
    const participantId = arrangement.main?.participantId;
    return snapshot.participants.find((participant) => participant.id === participantId);
  }, [arrangement.main, snapshot.participants]);

  useEffect(() => {
    if (size.width > 0) live.see(viewOf(snapshot, arrangement, measures, window.devicePixelRatio || 1));
  }, [live, snapshot, arrangement, measures, size.width]);

  const tileStyle = { width: measures.tile.width, height: measures.tile.height };
  const isPinned = (participant: Participant) => pinned?.participantId === participant.id;
  const tiles = arrangement.tiles.map((participant) => (
    <Tile
      key={participant.id}
      participant={participant}
      style={tileStyle}
      pinned={isPinned(participant) && pinned?.kind === 'camera'}
      onPin={onPin}
    />
  ));
  const alone = snapshot.participants.length === 1;
  return (
    <div ref={area} className={styles.area}>
      {main && arrangement.main ? (
        <div className={styles.podium} data-strip={measures.strip} style={{ gap: measures.gap }}>
          {arrangement.main.kind === 'screen' ? (
            <ScreenTile participant={main} large pinned={isPinned(main)} style={measures.main} onPin={onPin} />
          ) : (
            <Tile participant={main} large pinned={isPinned(main)} style={measures.main} onPin={onPin} />
          )}
          {arrangement.beside && (
            <Tile
              participant={arrangement.beside}
              large
              pinned={isPinned(arrangement.beside)}
              style={measures.main}
              onPin={onPin}
            />
          )}
          {tiles.length > 0 && (
            <div className={styles.strip} style={{ gap: measures.gap }}>
              {tiles}
              <Others count={arrangement.hidden} style={tileStyle} onGrid={onGrid} />
            </div>
          )}
        </div>
      ) : (
        <div
          className={styles.grid}
          style={{ gap: measures.gap, gridTemplateColumns: `repeat(${measures.columns}, auto)` }}
        >
          {tiles}
        </div>
      )}
      {arrangement.pages > 1 && <Pages arrangement={arrangement} onPage={setPage} />}
      {alone && <Alone onInvite={onInvite} onWaiting={onWaiting} />}
    </div>
  );
}

function Others({ count, style, onGrid }: { count: number; style: CSSProperties; onGrid: () => void }) {
  const { t } = useTranslation('live');
  if (count === 0) return null;
  return (
    <button type="button" className={styles.others} style={style} onClick={onGrid}>
      {t('tile.more', { count })}
    </button>
  );
}

function Pages({ arrangement, onPage }: { arrangement: Arrangement; onPage: (page: number) => void }) {
  const { t } = useTranslation('live');
  const { page, pages } = arrangement;
  return (
    <nav className={styles.pages} aria-label={t('layout.title')}>
      <button
        type="button"
        className="hall-button"
        data-size="icon"
        disabled={page === 0}
        aria-label={t('layout.previous')}
        onClick={() => onPage(page - 1)}
      >
        <ArrowLeftIcon />
      </button>
      <span>{t('layout.page', { page: page + 1, pages })}</span>
      <button
        type="button"
        className="hall-button"
        data-size="icon"
        disabled={page === pages - 1}
        aria-label={t('layout.next')}
        onClick={() => onPage(page + 1)}
      >
        <ArrowRightIcon />
      </button>
    </nav>
  );
}

function Alone({ onInvite, onWaiting }: { onInvite: () => void; onWaiting: () => void }) {
  const { t } = useTranslation('live');
  const isAwaited = useSnapshot().waiting.length > 0;
  return (
    <div className={styles.alone}>
      <strong>{t(isAwaited ? 'tile.aloneWaiting' : 'tile.alone')}</strong>
      <span>{t(isAwaited ? 'tile.aloneWaitingText' : 'tile.aloneText')}</span>
      <button type="button" className="hall-button" onClick={isAwaited ? onWaiting : onInvite}>
        {t(isAwaited ? 'people.title' : 'bar.invite')}
      </button>
    </div>
  );
}
