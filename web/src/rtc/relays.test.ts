import { expect, test, vi } from 'vitest';
import type { IceServer } from './protocol';
import { Relays } from './relays';

const server = (username: string): IceServer => ({ urls: ['turns:a:443?transport=tcp'], username, credential: 'c' });

test('relays are there when the first offer is made', async () => {
  const relays = new Relays(() => Promise.resolve([server('lobby')]));
  await relays.ready;
  expect(relays.current).toEqual([server('lobby')]);
});

test('those that joining brings are newer', async () => {
  const relays = new Relays(() => Promise.resolve([server('lobby')]));
  await relays.ready;
  relays.take([server('joined')]);
  relays.take([]);
  relays.take(undefined);
  expect(relays.current).toEqual([server('joined')]);
});

test('a server that does not answer in time keeps nobody from joining', async () => {
  vi.useFakeTimers();
  const silent = new Relays(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(2000);
  await silent.ready;
  await new Relays(() => Promise.reject(new Error('gone'))).ready;
  expect(silent.current).toEqual([]);
  vi.useRealTimers();
});
