import { expect, test } from 'vitest';
import { forgetLeftSeats, KeptSeat, keptAfterClosingMs } from './keptSeat';

function store() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const seat = { conferenceId: 'c', token: 't' };
const knock = { ticket: 'k', waitingFor: 'admission' as const, displayName: 'Xã Ea Kao', choice: null };

test('a seat is found again at its own meeting, until it is given up', () => {
  const [tab, browser] = [store(), store()];
  const seatOf = (meeting: string) =>
    new KeptSeat(
      meeting,
      () => tab,
      () => browser,
    );
  const here = seatOf('/p/giao-ban');
  here.keep(seat);
  expect(seatOf('/p/giao-ban').find()).toEqual(seat);
  expect(seatOf('/p/khac').find()).toBeNull();
  here.forget();
  expect(here.find()).toBeNull();
});

test('a place in the waiting room is kept like a seat', () => {
  const [tab, browser] = [store(), store()];
  const here = new KeptSeat(
    '/p/giao-ban',
    () => tab,
    () => browser,
  );
  here.keep(knock);
  expect(here.find()).toEqual(knock);
});

test('whoever closes the tab finds the seat in another one, once and for a minute', () => {
  let now = 1_000;
  const browser = store();
  const inTab = (tab: ReturnType<typeof store>) =>
    new KeptSeat(
      'm',
      () => tab,
      () => browser,
      () => now,
    );
  const first = inTab(store());
  first.keep(seat);
  expect(inTab(store()).find(), 'while the first tab is open').toBeNull();

  first.keepForAnotherTab();
  now += keptAfterClosingMs - 1;
  const second = inTab(store());
  expect(second.find()).toEqual(seat);
  expect(second.find(), 'it is the second tab’s own now').toEqual(seat);
  expect(inTab(store()).find(), 'taken').toBeNull();

  second.keepForAnotherTab();
  now += keptAfterClosingMs;
  expect(inTab(store()).find(), 'after a minute').toBeNull();
});

test('a page that is reloaded leaves nothing behind for others', () => {
  const [tab, browser] = [store(), store()];
  const here = () =>
    new KeptSeat(
      'm',
      () => tab,
      () => browser,
    );
  here().keep(seat);
  here().keepForAnotherTab();
  expect(here().find()).toEqual(seat);
  expect(
    new KeptSeat(
      'm',
      () => store(),
      () => browser,
    ).find(),
  ).toBeNull();
});

test('signing out leaves no place to the next person', () => {
  const browser = { 'diemcau.live.left m': '{}', other: '1' } as unknown as Storage;
  Object.defineProperty(browser, 'removeItem', {
    enumerable: false,
    value: (key: string) => delete (browser as unknown as Record<string, string>)[key],
  });
  forgetLeftSeats(() => browser);
  expect(Object.keys(browser)).toEqual(['other']);
});

test('what is no seat, and a browser that refuses to keep anything, are none', () => {
  const storage = store();
  storage.setItem('diemcau.live.seat /p/a', '{"token":');
  expect(
    new KeptSeat(
      '/p/a',
      () => storage,
      () => store(),
    ).find(),
  ).toBeNull();
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const refusing = new KeptSeat('/p/a', refuse, refuse);
  refusing.keep(seat);
  refusing.keepForAnotherTab();
  expect(refusing.find()).toBeNull();
});
