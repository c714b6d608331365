import { expect, test } from 'vitest';
import { clockTime, waitOf } from './wait';

test.each([
  [59_000, { unit: 'minutes', count: 0 }],
  [45 * 60_000, { unit: 'minutes', count: 45 }],
  [3 * 3_600_000 + 20 * 60_000, { unit: 'hours', hours: 3, minutes: 20 }],
  [-30 * 3_600_000, { unit: 'hours', hours: 30, minutes: 0 }],
  [3.5 * 86_400_000, { unit: 'days', count: 3 }],
])('%d ms', (span, wait) => {
  expect(waitOf(span)).toEqual(wait);
});

test('a span is shown as a clock', () => {
  expect([5, 65, 3661].map(clockTime)).toEqual(['0:05', '1:05', '1:01:01']);
});
