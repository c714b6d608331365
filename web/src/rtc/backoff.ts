/**
 * When to try again, in milliseconds: at once, then soon, then regularly.
 * Three seconds is held for about half a minute because a restarted server answers in under ten: everybody is back within 15 s.
 * Only a long outage is asked about more slowly. Half of each pause is random, so that 250 sites do not knock together.
 */
const pauses = [0, 500, 1000, 2000, ...Array<number>(10).fill(3000)];
const longPause = 8000;

export function pauseBefore(attempt: number, random: () => number = Math.random): number {
  const pause = pauses[attempt - 1] ?? longPause;
  return Math.round(pause * (0.75 + random() * 0.5));
}
