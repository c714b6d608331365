import { expect, test } from 'vitest';
import { KeptSeat } from './keptSeat';

function store() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const seat = { conferenceId: 'c', token: 't' };

test('a seat is found again at its own meeting, until it is given up', () => {
  const storage = store();
  const here = new KeptSeat('/p/giao-ban', () => storage);
  here.keep(seat);
  expect(new KeptSeat('/p/giao-ban', () => storage).find()).toEqual(seat);
  expect(new KeptSeat('/p/khac', () => storage).find()).toBeNull();
  here.forget();
  expect(here.find()).toBeNull();
});

test('what is no seat, and a browser that refuses to keep anything, are none', () => {
  const storage = store();
  storage.setItem('diemcau.live.seat /p/a', '{"token":');
  expect(new KeptSeat('/p/a', () => storage).find()).toBeNull();
  const refusing = new KeptSeat('/p/a', () => {
    throw new DOMException('denied', 'SecurityError');
  });
  refusing.keep(seat);
  expect(refusing.find()).toBeNull();
});
