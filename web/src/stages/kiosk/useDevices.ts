import { useEffect, useState } from 'react';

export interface Devices {
  /** By the name that the browser gives it; null: none is plugged in. */
  microphone: string | null;
  camera: string | null;
}

/** What is plugged in at this moment. */
export function useDevices(): Devices {
  const [devices, setDevices] = useState<Devices>({ microphone: '', camera: '' });
  useEffect(() => {
    let current = true;
    const look = async () => {
      const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
      const first = (kind: MediaDeviceKind) => all.find((device) => device.kind === kind)?.label ?? null;
      if (current) setDevices({ microphone: first('audioinput'), camera: first('videoinput') });
    };
    const changed = () => void look();
    changed();
    navigator.mediaDevices?.addEventListener?.('devicechange', changed);
    return () => {
      current = false;
      navigator.mediaDevices?.removeEventListener?.('devicechange', changed);
    };
  }, []);
  return devices;
}
