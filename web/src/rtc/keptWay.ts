import { type Keep, safeStorage } from './choices';
import type { Way } from './way';

const key = 'diemcau.live.way';

/** A machine that has stood somewhere else since then finds its way anew. */
const longestMs = 30 * 24 * 3_600_000;

const ways: readonly Way[] = ['udp', 'tcp', 'turn', 'turns'];

/** The way by which this machine's media reached the server the last time; null: it is not known any more. */
export function keptWay(now = Date.now(), storage: Keep | undefined = safeStorage()): Way | null {
  try {
    const kept = JSON.parse(storage?.getItem(key) ?? 'null') as { way: Way; at: number } | null;
    return kept && ways.includes(kept.way) && now - kept.at < longestMs ? kept.way : null;
  } catch {
    return null;
  }
}

export function keepWay(way: Way, now = Date.now(), storage: Keep | undefined = safeStorage()): void {
  try {
    storage?.setItem(key, JSON.stringify({ way, at: now }));
  } catch {
    // Full or forbidden: the next meeting finds its way by itself.
  }
}
