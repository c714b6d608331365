import { type Keep, safeStorage } from '../choices';
import type { DeviceSeen } from './measurement';

const key = 'diemcau.check.devices';

/** Devices as the browser lists them, without the ones that only stand for another ("default"). */
export function devicesIn(list: readonly Pick<MediaDeviceInfo, 'kind' | 'label' | 'deviceId'>[]): DeviceSeen[] {
  const kinds: Partial<Record<MediaDeviceKind, DeviceSeen['kind']>> = {
    audioinput: 'microphone',
    videoinput: 'camera',
    audiooutput: 'loudspeaker',
  };
  return list.flatMap(({ kind, label, deviceId }) => {
    const known = kinds[kind];
    // Nameless: nothing may be told before permission.
    return known && label !== '' && deviceId !== 'default' && deviceId !== 'communications'
      ? [{ kind: known, label }]
      : [];
  });
}

export interface DeviceChange {
  device: DeviceSeen;
  change: 'added' | 'gone';
}

/** What is there now and was not, and the other way round; two of the same name count twice. */
export function changesOf(before: readonly DeviceSeen[], now: readonly DeviceSeen[]): DeviceChange[] {
  const without = (all: readonly DeviceSeen[], taken: readonly DeviceSeen[]): DeviceSeen[] => {
    const left = [...taken];
    return all.filter((device) => {
      const same = left.findIndex(({ kind, label }) => kind === device.kind && label === device.label);
      if (same >= 0) left.splice(same, 1);
      return same < 0;
    });
  };
  return [
    ...without(now, before).map((device) => ({ device, change: 'added' as const })),
    ...without(before, now).map((device) => ({ device, change: 'gone' as const })),
  ];
}

/** Of the last check on this machine; null: this is the first. */
export function readDevices(storage: Keep | undefined = safeStorage()): DeviceSeen[] | null {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
    return Array.isArray(kept) ? (kept as DeviceSeen[]) : null;
  } catch {
    return null;
  }
}

export function keepDevices(devices: readonly DeviceSeen[], storage: Keep | undefined = safeStorage()): void {
  try {
    storage?.setItem(key, JSON.stringify(devices));
  } catch {
    // Full or forbidden: the next check is the first again.
  }
}
