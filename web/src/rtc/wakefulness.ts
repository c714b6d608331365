import { connectionInformation } from './statistics';

export type Disturbance = 'sleep' | 'network' | 'visible';

/** A timer that should ring every second and is this much late has slept with the computer. Background tabs ring once a minute. */
const sleepGapMs = 90_000;
const visibleSleepGapMs = 8000;

export function hasSlept(gapMs: number, hidden: boolean): boolean {
  return gapMs > (hidden ? sleepGapMs : visibleSleepGapMs);
}

/** Tells when something happened after which the media path is worth a look. Returns the way to stop. */
export function watchWakefulness(onDisturbance: (what: Disturbance) => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (hasSlept(now - last, document.hidden)) onDisturbance('sleep');
    last = now;
  }, 1000);
  const network = (): void => onDisturbance('network');
  const visible = (): void => {
    if (!document.hidden) onDisturbance('visible');
  };
  const information = connectionInformation();
  window.addEventListener('online', network);
  window.addEventListener('pageshow', visible);
  document.addEventListener('visibilitychange', visible);
  information?.addEventListener?.('change', network);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', network);
    window.removeEventListener('pageshow', visible);
    document.removeEventListener('visibilitychange', visible);
    information?.removeEventListener?.('change', network);
  };
}
