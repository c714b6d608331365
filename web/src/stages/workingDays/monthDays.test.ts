import { expect, test } from 'vitest';
import { dayKey, dayWords, weeksOf } from './monthDays';

test('weeks begin on Monday', () => {
  // 1 November 2026 is a Sunday.
  expect(weeksOf(2026, 11)[0]).toEqual([null, null, null, null, null, null, 1]);
  expect(weeksOf(2026, 11).at(-1)).toEqual([30, null, null, null, null, null, null]);
  expect(weeksOf(2027, 2)).toHaveLength(4);
});

test('days are written as people write them', () => {
  expect(dayWords(dayKey(2026, 3, 9))).toBe('09/03/2026');
});
