import { expect, test } from 'vitest';
import { dateTimeText, dayText } from './time';

test('times are shown in the installation’s zone, day first and in 24 hours', () => {
  expect(dateTimeText('2026-11-20T17:05:00Z', 'vi', 'Asia/Ho_Chi_Minh')).toBe('21/11/2026 00:05');
});

test('a day has its name before its date', () => {
  expect(dayText('2026-11-20T04:00:00Z', 'vi', 'Asia/Ho_Chi_Minh')).toMatch(/^Thứ Sáu, 20\/11\/2026$/i);
});
