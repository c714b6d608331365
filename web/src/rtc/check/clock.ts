export interface DateSeen {
  /** By this machine's clock, when the request went out and when its answer came. */
  sentAtMs: number;
  receivedAtMs: number;
  /** The answer's Date header. */
  dateMs: number;
}

/** Whole seconds, and Kestrel makes a new one only once a second: what it says may be nearly two seconds old. */
const tellsWithinMs = 2000;

/**
 * By how much this machine's clock is ahead of the server's. Each answer says only that the server's time was within two seconds, at a moment
 * between sending and receiving: together they leave less.
 * Where they leave room for a clock that is right, it is: on a slow line half a second is no finding.
 * @returns null without answers, or when the clock was set meanwhile so that no time fits all
 */
export function clockOffset(seen: readonly DateSeen[]): number | null {
  if (seen.length === 0) return null;
  const least = Math.max(...seen.map(({ sentAtMs, dateMs }) => sentAtMs - (dateMs + tellsWithinMs)));
  const most = Math.min(...seen.map(({ receivedAtMs, dateMs }) => receivedAtMs - dateMs));
  if (most < least) return null;
  return least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
}
