import { describe, expect, it } from 'vitest';
import { changesOf, devicesIn, keepDevices, readDevices } from './rememberedDevices';

const camera = { kind: 'camera' as const, label: 'Logitech C930e' };
const microphone = { kind: 'microphone' as const, label: 'VC520' };

describe('devices of a site', () => {
  it('are the ones with names, without what stands for another', () => {
    expect(
      devicesIn([
        { kind: 'audioinput', label: 'Default - VC520', deviceId: 'default' },
        { kind: 'audioinput', label: 'VC520', deviceId: 'a' },
        { kind: 'videoinput', label: 'Logitech C930e', deviceId: 'b' },
        { kind: 'audiooutput', label: '', deviceId: '' },
      ]),
    ).toEqual([microphone, camera]);
  });

  it('are compared with the last time, two of a name as two', () => {
    expect(changesOf([camera, microphone], [microphone])).toEqual([{ device: camera, change: 'gone' }]);
    expect(changesOf([camera], [camera, camera])).toEqual([{ device: camera, change: 'added' }]);
    expect(changesOf([microphone, camera], [camera, microphone])).toEqual([]);
  });

  it('are remembered on this machine', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(readDevices(storage)).toBeNull();
    keepDevices([camera], storage);
    expect(readDevices(storage)).toEqual([camera]);
    kept.set([...kept.keys()][0] ?? '', 'not JSON');
    expect(readDevices(storage)).toBeNull();
  });
});
