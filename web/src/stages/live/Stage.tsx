import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
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
  /** Asked for by those who want to see everybody. */
  onGrid: () => void;
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
export function Stage({ layout, pinned, onPin, onGrid }: StageProps) {
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
  before: Subject | null,
): { arrangement: Arrangement; measures: Measures } {
  const phone = Math.min(area.width, area.height) < 520;
  const gap = phone ? 6 : 10;
  const limit = phone ? phoneTiles : pcTiles;
  if (layout === 'grid' && !snapshot.screenId && pinned === null) {
    const arrangement = arrange(snapshot, { layout, room: limit, page, pinned });
    // The row with the page buttons takes its place from the grid.
    const height = arrangement.pages > 1 ? area.height - 64 : area.height;
    const packing = pack(arrangement.tiles.length, { width: area.width, height }, gap);
    return { arrangement, measures: { gap, strip: 'below', main: packing, tile: packing, columns: packing.columns } };
  }
  const alone = snapshot.participants.length === 1;
  const right = stripAside('right', area, gap, alone);
  const below = stripAside('below', area, gap, alone);
  // A phone held upright: the large picture above, the small ones two by two under it.
  const upright = area.height > area.width * 1.1;
  const measures = upright
    ? stacked(area, gap, alone)
    : pictureArea(right.main) >= pictureArea(below.main)
      ? right
      : below;
  const others = snapshot.participants.length - 1;
  // When not all have room, the last place says how many more there are.
  const fits = Math.min(limit, measures.fits);
  const room = others > fits ? Math.max(1, fits - 1) : fits;
  const arrangement = arrange(snapshot, { layout, room, page, pinned, before });
  return { arrangement, measures: arrangement.beside ? sideBySide(measures, area, gap) : measures };
}

/** Two large pictures where one would be: beside each other, or one above the other where there is more height. */
function sideBySide(measures: Measures, area: Size, gap: number): Measures {
  const { width, height } = measures.main;
  const above = area.height > area.width;
  const main = above ? { width, height: (height - gap) / 2 } : { width: (width - gap) / 2, height };
  return { ...measures, main };
}

function stripAside(strip: Measures['strip'], area: Size, gap: number, alone: boolean): Measures & { fits: number } {
  const width =
    strip === 'right'
      ? Math.round(Math.min(Math.max(area.width * 0.18, 160), 560))
      : Math.round(Math.min(Math.max(area.width * 0.17, 132), 480));
  const tile = { width, height: Math.round((width * 9) / 16) };
  const along = strip === 'right' ? area.height : area.width;
  const step = (strip === 'right' ? tile.height : tile.width) + gap;
  const main = {
    width: strip === 'right' && !alone ? area.width - tile.width - gap : area.width,
    height: strip === 'below' && !alone ? area.height - tile.height - gap : area.height,
  };
  return { gap, strip, main, tile, columns: 1, fits: Math.max(1, Math.floor((along + gap) / step)) };
}

function stacked(area: Size, gap: number, alone: boolean): Measures & { fits: number } {
  const columns = 2;
  const width = Math.floor((area.width - gap) / columns);
  const tile = { width, height: Math.round((width * 9) / 16) };
  const least = Math.round((area.width * 9) / 16);
  const rows = Math.max(1, Math.floor((area.height - least) / (tile.height + gap)));
  const main = { width: area.width, height: alone ? area.height : area.height - rows * (tile.height + gap) };
  return { gap, strip: 'below', main, tile, columns, fits: columns * rows };
}

/** How large a 16:9 picture gets in a space. */
function pictureArea({ width, height }: Size): number {
  const shown = Math.min(width, (height * 16) / 9);
  return (shown * shown * 9) / 16;
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

function Alone() {
  const { t } = useTranslation('live');
  const [copied, setCopied] = useState(false);
  if (useSnapshot().waiting.length > 0) {
    return (
      <div className={styles.alone}>
        <strong>{t('tile.aloneWaiting')}</strong>
        <span>{t('tile.aloneWaitingText')}</span>
      </div>
    );
  }
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
