import { expect, test } from 'vitest';
import { onScale, rateOnScale } from './scale';

test('levels stand between a quiet room and the loudest', () => {
  expect([-80, -60, -30, 0, 3].map(onScale)).toEqual([0, 0, 0.5, 1, 1]);
});

test('rates stand by their orders of magnitude', () => {
  expect([0, 100, 5000, 90_000].map(rateOnScale)).toEqual([0, 0, 1, 1]);
  expect(rateOnScale(707)).toBeCloseTo(0.5, 2);
});
