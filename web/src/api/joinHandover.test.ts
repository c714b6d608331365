import { expect, test } from 'vitest';
import { handOver, takeHandover } from './joinHandover';

test('a password that was handed over can be taken once', () => {
  handOver('room', { password: 'Giao ban' });
  expect(takeHandover('room')).toEqual({ password: 'Giao ban' });
  expect(takeHandover('room')).toBeNull();
});

test('a room gets nothing that was typed for another', () => {
  handOver('one', { password: 'x' });
  expect(takeHandover('two')).toBeNull();
});
