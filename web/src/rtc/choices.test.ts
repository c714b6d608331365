import { expect, it } from 'vitest';
import { keepChoices, pickDevice, readChoices } from './choices';

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
  };
};

it('remembers what was chosen and keeps the rest', () => {
  const storage = memory();
  keepChoices({ displayName: 'Phòng họp UBND xã Ea Kao' }, storage);
  keepChoices({ cameraOn: false }, storage);
  expect(readChoices(storage)).toMatchObject({
    displayName: 'Phòng họp UBND xã Ea Kao',
    cameraOn: false,
    microphoneOn: true,
  });
});

it('starts afresh when what was kept cannot be read', () => {
  expect(readChoices({ getItem: () => '{broken', setItem: () => undefined }).displayName).toBe('');
  expect(
    readChoices({
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => undefined,
    }).cameraOn,
  ).toBe(true);
});

it('finds a device again by its label when its id has changed', () => {
  const devices = [
    { id: 'x', label: 'Webcam tích hợp' },
    { id: 'y', label: 'Logitech C930e' },
  ];
  expect(pickDevice(devices, 'y', undefined)?.id).toBe('y');
  expect(pickDevice(devices, 'gone', 'Logitech C930e')?.id).toBe('y');
  expect(pickDevice(devices, 'gone', 'Thiết bị đã rút')?.id).toBe('x');
  expect(pickDevice([], 'gone', undefined)).toBeNull();
});
