import { describe, expect, it } from 'vitest';
import type { Participant, Size, Snapshot } from '../../rtc/protocol';
import { compose } from './measures';

const meeting = (count: number): Snapshot =>
  ({
    you: '1',
    participants: Array.from({ length: count }, (_, n) => ({ id: String(n + 1), joinedAt: '' }) as Participant),
    podium: { participantId: '2', pinned: false },
    screenId: null,
    activeSpeakerId: null,
    chairId: null,
    floor: [],
  }) as unknown as Snapshot;

const shown = (count: number, area: Size) => compose(meeting(count), 'podium', null, 0, area, null);

/** Between head and bar of a telephone of 360×740. */
const upright = { width: 360, height: 610 };

describe('on a telephone held upright', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 12])('the picture of %i has 45 % of the height, from edge to edge', (count) => {
    const { measures, arrangement } = shown(count, upright);
    expect(measures.main.width).toBe(360);
    expect(measures.main.height).toBeGreaterThanOrEqual(0.45 * 740);
    const rows = Math.ceil((arrangement.tiles.length + (arrangement.hidden > 0 ? 1 : 0)) / measures.columns);
    expect(measures.main.height + rows * (measures.tile.height + measures.gap)).toBeLessThanOrEqual(upright.height);
    expect(measures.columns * measures.tile.width + (measures.columns - 1) * measures.gap).toBeLessThanOrEqual(360);
  });

  it('two are one above the other, and fill the screen', () => {
    const { main, tile, gap } = shown(2, upright).measures;
    expect(tile.width).toBe(360);
    expect(main.height + gap + tile.height).toBeGreaterThan(0.95 * upright.height);
  });

  it('says how many have no tile', () => {
    const { arrangement, measures } = shown(12, upright);
    expect(arrangement.tiles.length + 1).toBe(measures.columns * 2);
    expect(arrangement.hidden).toBe(11 - arrangement.tiles.length);
  });
});

it('on a telephone held sideways the strip stands beside the picture', () => {
  const { measures } = shown(4, { width: 740, height: 240 });
  expect(measures.strip).toBe('right');
  expect(measures.main.height).toBe(240);
});
