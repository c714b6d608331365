import { expect, test } from 'vitest';
import { hoursOf, shareOf } from './hours';

const hour = 3_600_000;
const day = 20_000 * 24 * hour;
const span = (from: number, to: number) => ({ from: day + from * hour, to: day + to * hour });

test('a line shows the working day, and more when somebody meets earlier or later', () => {
  expect(hoursOf([], day)).toEqual({ first: 7, last: 18 });
  expect(hoursOf([span(8, 11.5), span(14, 16)], day)).toEqual({ first: 7, last: 18 });
  expect(hoursOf([span(5.5, 9), span(17, 20.25)], day)).toEqual({ first: 5, last: 21 });
});

test('what began the day before or ends the day after is cut at midnight', () => {
  expect(hoursOf([span(-2, 30)], day)).toEqual({ first: 0, last: 24 });
  expect(shareOf(day - hour, day, { first: 0, last: 24 })).toBe(0);
  expect(shareOf(day + 30 * hour, day, { first: 0, last: 24 })).toBe(1);
});

test('an instant lies where its hour is', () => {
  expect(shareOf(day + 12.5 * hour, day, { first: 7, last: 18 })).toBe(0.5);
});
