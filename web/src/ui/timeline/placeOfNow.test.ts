import { expect, test } from 'vitest';
import { placeOfNow } from './placeOfNow';

test('now lies between what is behind it and what is next, by the share of the way', () => {
  expect(placeOfNow([0, 100, 200], 150)).toEqual({ behind: 2, share: 0.5 });
  expect(placeOfNow([0, 100, 200], 140)).toEqual({ behind: 2, share: 0.4 });
});

test('the marker never lies on a point', () => {
  expect(placeOfNow([0, 1000], 1).share).toBe(0.2);
  expect(placeOfNow([0, 1000], 999).share).toBe(0.8);
});

test('before the first and after the last point there is no way to share', () => {
  expect(placeOfNow([10, 20], 5)).toEqual({ behind: 0, share: 0.5 });
  expect(placeOfNow([10, 20], 25)).toEqual({ behind: 2, share: 0.5 });
  expect(placeOfNow([], 25)).toEqual({ behind: 0, share: 0.5 });
});

test('what a step waits for lies behind with it', () => {
  expect(placeOfNow([0, 100, 50, 200], 75)).toEqual({ behind: 3, share: 0.2 });
  expect(placeOfNow([100, 50, 200], 150)).toEqual({ behind: 2, share: 2 / 3 });
});
