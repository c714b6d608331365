import { describe, expect, test } from 'vitest';
import { addMonths, daysBetween, isDay, keyedDay, rangeOf, stepped, weekdayOf } from './days';

describe('what a view shows', () => {
  test('a month is whole weeks from Monday on', () => {
    expect(rangeOf('thang', '2026-11-20')).toEqual({ from: '2026-10-26', to: '2026-12-06' });
    expect(rangeOf('thang', '2027-02-14')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
  });
  test('a week begins on Monday, a list is its month', () => {
    expect(rangeOf('tuan', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(rangeOf('danh-sach', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(rangeOf('ngay', '2026-11-22')).toEqual({ from: '2026-11-22', to: '2026-11-22' });
  });
});

test('a month later is the last day where there is no such day', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(stepped('thang', '2026-12-31', 1)).toBe('2027-01-31');
  expect(stepped('tuan', '2026-12-31', 1)).toBe('2027-01-07');
});

test.each([
  ['ArrowUp', '2026-11-13'],
  ['ArrowRight', '2026-11-21'],
  ['Home', '2026-11-16'],
  ['End', '2026-11-22'],
  ['PageDown', '2026-12-20'],
  ['a', null],
])('%s leads from a Friday to %s', (key, day) => {
  expect(keyedDay(key, '2026-11-20')).toBe(day);
});

test('days are those that exist', () => {
  expect(isDay('2026-02-28')).toBe(true);
  expect(isDay('2026-02-30')).toBe(false);
  expect(isDay('nay')).toBe(false);
  expect(weekdayOf('2026-11-22')).toBe(6);
  expect(daysBetween('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
});
