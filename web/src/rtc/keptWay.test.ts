import { expect, test } from 'vitest';
import { keepWay, keptWay } from './keptWay';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage;
}

const day = 24 * 3_600_000;

test('a machine knows the way that worked, for a month', () => {
  const kept = storage();
  expect(keptWay(0, kept)).toBeNull();
  keepWay('turns', 0, kept);
  expect(keptWay(29 * day, kept)).toBe('turns');
  expect(keptWay(31 * day, kept)).toBeNull();
});

test('what cannot be read is no way', () => {
  const kept = storage();
  kept.setItem('diemcau.live.way', '{"way":"pigeon","at":0}');
  expect(keptWay(1, kept)).toBeNull();
  kept.setItem('diemcau.live.way', '{');
  expect(keptWay(1, kept)).toBeNull();
});
