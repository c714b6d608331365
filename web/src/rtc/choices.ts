export type DeviceKind = 'microphone' | 'camera' | 'loudspeaker';

/** What this browser remembers between meetings. */
export interface Choices {
  displayName: string;
  microphone: string | null;
  camera: string | null;
  loudspeaker: string | null;
  /** Labels find a device again whose id has changed (other USB port, cleared site data). */
  labels: Partial<Record<DeviceKind, string>>;
  microphoneOn: boolean;
  cameraOn: boolean;
}

const key = 'diemcau.live.choices';

const initial: Choices = {
  displayName: '',
  microphone: null,
  camera: null,
  loudspeaker: null,
  labels: {},
  microphoneOn: true,
  cameraOn: true,
};

export type Keep = Pick<Storage, 'getItem' | 'setItem'>;

/** A private window may refuse storage; a meeting works without it. */
export function readChoices(storage: Keep | undefined = safeStorage()): Choices {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...initial, ...kept } : initial;
  } catch {
    return initial;
  }
}

export function keepChoices(part: Partial<Choices>, storage: Keep | undefined = safeStorage()): Choices {
  const choices = { ...readChoices(storage), ...part };
  try {
    storage?.setItem(key, JSON.stringify(choices));
  } catch {
    // Full or forbidden: the choice holds for this meeting only.
  }
  return choices;
}

export function safeStorage(): Keep | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export interface Device {
  id: string;
  label: string;
}

/**
 * Which of the devices present to use: the chosen one, else one with the chosen label, else the browser's default (first).
 */
export function pickDevice(devices: readonly Device[], id: string | null, label: string | undefined): Device | null {
  return (
    devices.find((device) => device.id === id) ??
    (label ? devices.find((device) => device.label === label) : undefined) ??
    devices[0] ??
    null
  );
}
