import { expect, test } from 'vitest';
import { type CheckedWay, checkedWays, verdictOf } from './verdict';

const yes = { works: true, connectMs: 100, rttMs: 10 };
const no = { works: false, connectMs: null, rttMs: null };
const only = (...working: CheckedWay[]) =>
  Object.fromEntries(checkedWays.map((way) => [way, working.includes(way) ? yes : no]));

test.each([
  [only('socket', 'udp', 'tcp', 'turn', 'turns'), 'good'],
  [only('socket', 'udp'), 'good'],
  [only('socket', 'tcp'), 'fair'],
  [only('socket', 'turns'), 'fair'],
  [only('socket'), 'noMedia'],
  [only('udp'), 'noControl'],
  [only(), 'nothing'],
] as const)('%o means %s', (results, verdict) => {
  expect(verdictOf(results)).toBe(verdict);
});

test('as long as one way is being tried, nothing is said', () => {
  expect(verdictOf({ socket: yes, udp: yes })).toBe('running');
});
