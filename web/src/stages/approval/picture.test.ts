import { expect, test } from 'vitest';
import type { NodeTimeline } from './approvalQueries';
import { barsOf, placeOf } from './picture';

const start = Date.parse('2026-11-25T00:00:00Z');
const hour = 3_600_000;
const window = { start, end: start + 10 * hour };
const at = (hours: number) => new Date(start + hours * hour).toISOString();
const taken = (ports: number) => ({ ports, streams: 0, mbps: 0 });

const node: NodeTimeline = {
  id: 'n',
  name: 'máy chủ',
  inService: true,
  capacity: taken(100),
  steps: [
    { at: at(0), taken: taken(0) },
    { at: at(2), taken: taken(60) },
    { at: at(4), taken: taken(0) },
  ],
  meetings: [],
};

test('what fits stands upon what is taken', () => {
  expect(barsOf(node, { start: start + 3 * hour, end: start + 5 * hour, ports: 30 }, window)).toEqual([
    { from: 200, to: 300, low: 0, high: 60, kind: 'taken' },
    { from: 300, to: 400, low: 0, high: 60, kind: 'taken' },
    { from: 300, to: 400, low: 60, high: 90, kind: 'wish' },
    { from: 400, to: 500, low: 0, high: 30, kind: 'wish' },
  ]);
});

test('what does not fit is apart', () => {
  const bars = barsOf(node, { start: start + 3 * hour, end: start + 4 * hour, ports: 70 }, window);
  expect(bars.filter((bar) => bar.kind !== 'taken')).toEqual([
    { from: 300, to: 400, low: 60, high: 100, kind: 'wish' },
    { from: 300, to: 400, low: 100, high: 130, kind: 'over' },
  ]);
});

test('moments outside are at the edge', () => {
  expect(placeOf(start - hour, window)).toBe(0);
  expect(placeOf(start + 20 * hour, window)).toBe(1000);
});
