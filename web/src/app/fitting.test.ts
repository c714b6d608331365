import { expect, test } from 'vitest';
import { fitting } from './fitting';

test('all entries are shown where there is room for all', () => {
  expect(fitting([80, 90, 100], 60, 270)).toBe(3);
  expect(fitting([], 60, 0)).toBe(0);
});

test('what does not fit goes behind one more entry, which needs room itself', () => {
  expect(fitting([80, 90, 100], 60, 269 - 1)).toBe(2);
  expect(fitting([80, 90, 100], 60, 229 - 1)).toBe(1);
  expect(fitting([80, 90, 100], 60, 60)).toBe(0);
});
