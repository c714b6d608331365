import { expect, test } from 'vitest';
import { dateTimeText, dayKeyOf, dayText, dueText, instantOf } from './time';

test('times are shown in the installation’s zone, day first and in 24 hours', () => {
  expect(dateTimeText('2026-11-20T17:05:00Z', 'vi', 'Asia/Ho_Chi_Minh')).toBe('21/11/2026 00h05');
  expect(dateTimeText('2026-11-20T17:05:00Z', 'en', 'Asia/Ho_Chi_Minh')).toBe('21/11/2026 00:05');
});

test('what is due by midnight is due on the day before', () => {
  for (const language of ['vi', 'en']) {
    expect(dueText('2037-11-19T17:00:00Z', language, 'Asia/Ho_Chi_Minh')).toBe('19/11/2037');
  }
  expect(dueText('2037-11-19T01:00:00Z', 'vi', 'Asia/Ho_Chi_Minh')).toBe('19/11/2037 08h00');
});

test('a day has its name before its date', () => {
  expect(dayText('2026-11-20T04:00:00Z', 'vi', 'Asia/Ho_Chi_Minh')).toMatch(/^Thứ Sáu, 20\/11\/2026$/i);
});

test('a time that is typed is meant in the installation’s zone, wherever the browser is', () => {
  expect(instantOf('2026-11-20T08:00', 'Asia/Ho_Chi_Minh').toISOString()).toBe('2026-11-20T01:00:00.000Z');
  expect(instantOf('2026-01-01T00:30', 'America/New_York').toISOString()).toBe('2026-01-01T05:30:00.000Z');
  expect(instantOf('2026-03-29T03:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

test('the day of an instant is that of the installation', () => {
  expect(dayKeyOf('2026-11-20T17:05:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-11-21');
});
