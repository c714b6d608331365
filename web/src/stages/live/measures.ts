import type { Size, Snapshot } from '../../rtc/protocol';
import { type Arrangement, arrange, type LayoutName, pack, type Subject } from './arrangement';

/** Tile slots offered by rtc/peer.ts, and one's own picture, which needs none. */
const pcTiles = 12;
const phoneTiles = 6;

/** How large everything is, in CSS pixels. */
export interface Measures {
  gap: number;
  main: Size;
  tile: Size;
  columns: number;
  /** Where the small tiles are: a strip at the right or below, or stacked under the large picture of a telephone held upright. */
  strip: 'right' | 'below' | 'stacked';
}

/** Who is shown how large in the room there is. */
export function compose(
  snapshot: Snapshot,
  layout: LayoutName,
  pinned: Subject | null,
  page: number,
  area: Size,
  before: Subject | null,
): { arrangement: Arrangement; measures: Measures } {
  const phone = Math.min(area.width, area.height) < 520;
  const gap = phone ? 4 : 10;
  const limit = phone ? phoneTiles : pcTiles;
  if (layout === 'grid' && !snapshot.screenId && pinned === null) {
    const arrangement = arrange(snapshot, { layout, room: limit, page, pinned });
    // The row with the page buttons takes its place from the grid.
    const height = arrangement.pages > 1 ? area.height - 64 : area.height;
    const packing = pack(arrangement.tiles.length, { width: area.width, height }, gap);
    return { arrangement, measures: { gap, strip: 'below', main: packing, tile: packing, columns: packing.columns } };
  }
  const others = snapshot.participants.length - 1;
  const upright = area.height > area.width * 1.1;
  const measures = upright ? stacked(area, gap, Math.min(others, limit)) : beside(area, gap, others === 0);
  // When not all have room, the last place says how many more there are.
  const fits = Math.min(limit, measures.fits);
  const room = others > fits ? Math.max(1, fits - 1) : fits;
  const arrangement = arrange(snapshot, { layout, room, page, pinned, before });
  return { arrangement, measures: arrangement.beside ? sideBySide(measures, area, gap) : measures };
}

type Fitting = Measures & {
  /** How many small tiles have room. */
  fits: number;
};

/** Two large pictures where one would be: beside each other, or one above the other where there is more height. */
function sideBySide(measures: Measures, area: Size, gap: number): Measures {
  const { width, height } = measures.main;
  const above = area.height > area.width;
  const main = above ? { width, height: (height - gap) / 2 } : { width: (width - gap) / 2, height };
  return { ...measures, main };
}

/** The strip where it leaves the larger picture. */
function beside(area: Size, gap: number, alone: boolean): Fitting {
  const right = stripAside('right', area, gap, alone);
  const below = stripAside('below', area, gap, alone);
  return pictureArea(right.main) >= pictureArea(below.main) ? right : below;
}

function stripAside(strip: 'right' | 'below', area: Size, gap: number, alone: boolean): Fitting {
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

/** Of the height between head and bar, so that on a screen of 360×740 the large picture has 45 % of the whole. */
const mainShare = 0.56;

/** No picture is cut to something narrower than this; a site filmed from far is still to be seen. */
const tallest = 5 / 4;

/** Upright: the large picture from edge to edge, under it the small ones, one below the other or two by two, in all the height there is. */
function stacked(area: Size, gap: number, others: number): Fitting {
  const columns = others === 1 ? 1 : 2;
  const width = Math.floor((area.width - gap * (columns - 1)) / columns);
  const flat = Math.round((width * 9) / 16);
  const least = Math.round(Math.max((area.width * 9) / 16, area.height * mainShare));
  const possible = Math.max(1, Math.floor((area.height - least) / (flat + gap)));
  const rows = others === 0 ? 0 : Math.min(possible, Math.ceil(others / columns));
  const spare = rows === 0 ? 0 : Math.floor((area.height - least) / rows) - gap;
  // A little higher than 16:9 where there is height to spare, as in the grid.
  const height = Math.min(Math.max(spare, flat), Math.round(width * (columns === 1 ? 0.75 : 1)));
  const main = {
    width: area.width,
    height: Math.min(area.height - rows * (height + gap), Math.round(area.width * tallest)),
  };
  return { gap, strip: 'stacked', main, tile: { width, height }, columns, fits: Math.max(1, columns * possible) };
}

/** How large a 16:9 picture gets in a space. */
function pictureArea({ width, height }: Size): number {
  const shown = Math.min(width, (height * 16) / 9);
  return (shown * shown * 9) / 16;
}
