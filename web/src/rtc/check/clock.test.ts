import { describe, expect, it } from 'vitest';
import { clockOffset } from './clock';

/** A server whose clock tells whole seconds; this machine's is ahead. */
function answers(aheadMs: number, everyMs: number, tripMs: number, count: number) {
  return Array.from({ length: count }, (_, n) => {
    const server = 1_790_000_000_123 + n * everyMs;
    const dateMs = Math.floor((server + tripMs / 2) / 1000) * 1000;
    return { sentAtMs: server + aheadMs, receivedAtMs: server + tripMs + aheadMs, dateMs };
  });
}

describe('clockOffset', () => {
  it.each([0, 42_000, -7500, 3_600_000])(
    'tells that the clock is %i ms ahead, to three quarters of a second',
    (ahead) => {
      expect(Math.abs((clockOffset(answers(ahead, 310, 80, 6)) ?? 0) - ahead)).toBeLessThan(750);
    },
  );

  it('knows it to a second from one answer', () => {
    expect(Math.abs((clockOffset(answers(0, 0, 40, 1)) ?? 0) - 0)).toBeLessThan(1020);
  });

  it('finds nothing wrong by an answer that took long', () => {
    expect(clockOffset(answers(0, 0, 2600, 1))).toBe(0);
  });

  it('says nothing when no offset fits, and of nothing', () => {
    const [first] = answers(0, 0, 40, 1);
    const [set] = answers(90_000, 0, 40, 1);
    expect(first && set && clockOffset([first, set])).toBeNull();
    expect(clockOffset([])).toBeNull();
  });
});
