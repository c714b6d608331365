import { expect, it } from 'vitest';
import { pauseBefore } from './backoff';

it('tries at once, then with growing pauses, then regularly for ever', () => {
  const middle = () => 0.5;
  expect([1, 2, 3, 4, 5, 6, 14, 15, 400].map((n) => pauseBefore(n, middle))).toEqual([
    0, 500, 1000, 2000, 3000, 3000, 3000, 8000, 8000,
  ]);
});

it('spreads the attempts of many clients', () => {
  expect(pauseBefore(5, () => 0)).toBe(2250);
  expect(pauseBefore(5, () => 1)).toBe(3750);
});

it('knocks often enough that a server back after ten seconds is found within four', () => {
  let at = 0;
  const knocks: number[] = [];
  for (let n = 1; n < 12; n++) {
    at += pauseBefore(n, () => 1);
    knocks.push(at);
  }
  const found = knocks.find((t) => t >= 10_000) ?? Infinity;
  expect(found - 10_000).toBeLessThan(4000);
});
