/**
 * Keeps the screen on while the page is shown (Screen Wake Lock API). The browser lets go of it whenever the page is hidden, so that it is asked
 * for again. Returns the way to stop.
 */
export function keepScreenOn(): () => void {
  let held: WakeLockSentinel | null = null;
  let stopped = false;
  const hold = async (): Promise<void> => {
    if (stopped || document.hidden || (held && !held.released)) return;
    // Refused while the battery is low, or by a browser that has none: the page works without.
    const lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null;
    if (stopped) void lock?.release();
    else held = lock;
  };
  const again = (): void => void hold();
  document.addEventListener('visibilitychange', again);
  const timer = setInterval(again, askAgainMs);
  void hold();
  return () => {
    stopped = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', again);
    void held?.release();
  };
}

const askAgainMs = 30_000;
