import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, Size, Snapshot } from '../../rtc/protocol';
import { type Arrangement, arrange, type LayoutName, pack, type Subject, viewOf } from './arrangement';
import { ArrowLeftIcon, ArrowRightIcon, CheckIcon, LinkIcon } from './icons';
import { useLive, useSnapshot } from './live';
import styles from './stage.module.css';
import { ScreenTile, Tile } from './Tile';
import { useElementSize } from './useElementSize';

interface StageProps {
  layout: LayoutName;
  pinned: Subject | null;
  onPin: (subject: Subject | null) => void;
}

/** Tile slots offered by rtc/peer.ts, and one's own picture, which needs none. */
const pcTiles = 12;
const phoneTiles = 6;

interface Measures {
  gap: number;
  main: Size;
  tile: Size;
  columns: number;
  /** Where the strip of small tiles is. */
  strip: 'right' | 'below';
}

/** The pictures: measures the room there is, decides who is shown how large, and asks the server for exactly that. */
export function Stage({ layout, pinned, onPin }: StageProps) {
  const live = useLive();
  const snapshot = useSnapshot();
  const [area, size] = useElementSize<HTMLDivElement>();
  const [page, setPage] = useState(0);
  const { arrangement, measures } = useMemo(
    () => compose(snapshot, layout, pinned, page, size),
    [snapshot, layout, pinned, page, size],
  );
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
          {tiles.length > 0 && (
            <div className={styles.strip} style={{ gap: measures.gap }}>
              {tiles}
              <Others count={arrangement.hidden} />
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
      {alone && <Alone />}
    </div>
  );
}

function compose(
  snapshot: Snapshot,
  layout: LayoutName,
  pinned: Subject | null,
  page: number,
  area: Size,
): { arrangement: Arrangement; measures: Measures } {
  const phone = Math.min(area.width, area.height) < 520;
  const gap = phone ? 6 : 10;
  const limit = phone ? phoneTiles : pcTiles;
  const strip = area.width > area.height * 1.15 ? 'right' : 'below';
  const side =
    strip === 'right'
      ? Math.round(Math.min(Math.max(area.width * 0.17, 150), 520))
      : Math.round(Math.min(Math.max(area.width * 0.36, 120), 300));
  const tile = { width: side, height: Math.round((side * 9) / 16) };
  const along = strip === 'right' ? area.height : area.width;
  const step = (strip === 'right' ? tile.height : tile.width) + gap;
  const fits = Math.max(1, Math.floor((along + gap) / step));
  const gridLayout = layout === 'grid' && !snapshot.screenId && pinned === null;
  const room = gridLayout ? limit : Math.min(limit, fits);
  const arrangement = arrange(snapshot, { layout, room, page, pinned });
  if (!arrangement.main) {
    // The row with the page buttons takes its place from the grid.
    const height = arrangement.pages > 1 ? area.height - 64 : area.height;
    const packing = pack(arrangement.tiles.length, { width: area.width, height }, gap);
    return { arrangement, measures: { gap, strip, main: packing, tile: packing, columns: packing.columns } };
  }
  const hasStrip = arrangement.tiles.length > 0;
  const main = {
    width: strip === 'right' && hasStrip ? area.width - tile.width - gap : area.width,
    height: strip === 'below' && hasStrip ? area.height - tile.height - gap : area.height,
  };
  return { arrangement, measures: { gap, strip, main, tile, columns: 1 } };
}

function Others({ count }: { count: number }) {
  const { t } = useTranslation('live');
  if (count === 0) return null;
  return <p className={styles.others}>{t('tile.more', { count })}</p>;
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

function Alone() {
  const { t } = useTranslation('live');
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.alone}>
      <strong>{t('tile.alone')}</strong>
      <span>{t('tile.aloneText')}</span>
      <button
        type="button"
        className="hall-button"
        onClick={() =>
          void navigator.clipboard
            .writeText(window.location.href)
            .then(() => setCopied(true))
            .catch(() => undefined)
        }
      >
        {copied ? <CheckIcon /> : <LinkIcon />}
        {t(copied ? 'tile.copied' : 'tile.copyLink')}
      </button>
    </div>
  );
}
