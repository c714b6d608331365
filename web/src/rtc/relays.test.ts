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

test('the relay by which media came the last time is asked first, and waited for', async () => {
  vi.useFakeTimers();
  const [tcp, tls] = [{ ...server('a'), urls: ['turn:a:443?transport=tcp'] }, server('a')];
  const slow = () => new Promise<IceServer[]>((resolve) => setTimeout(() => resolve([tcp, tls]), 4000));
  const relays = new Relays(slow, 'turns');
  await vi.advanceTimersByTimeAsync(4100);
  await relays.ready;
  expect(relays.current).toEqual([tls, tcp]);
  vi.useRealTimers();
});

test('what worked for others of the same site goes first, unless this machine knows better', async () => {
  const [tcp, tls] = [{ ...server('a'), urls: ['turn:a:443?transport=tcp'] }, server('a')];
  const load = () => Promise.resolve([tcp, tls]);
  const atSite = new Relays(load, null, 'turns');
  await atSite.ready;
  expect(atSite.current).toEqual([tls, tcp]);
  const chosenLater = new Relays(load);
  await chosenLater.ready;
  expect(chosenLater.current).toEqual([tcp, tls]);
  chosenLater.prefer('turns');
  expect(chosenLater.current).toEqual([tls, tcp]);
  const own = new Relays(load, 'turn', 'turns');
  await own.ready;
  own.prefer('turns');
  expect(own.current).toEqual([tcp, tls]);
});

test('who came directly the last time hardly waits for relays', async () => {
  vi.useFakeTimers();
  const relays = new Relays(() => new Promise(() => undefined), 'udp');
  let isReady = false;
  void relays.ready.then(() => {
    isReady = true;
  });
  await vi.advanceTimersByTimeAsync(350);
  expect(isReady).toBe(true);
  vi.useRealTimers();
});
