/** The marker keeps off the dots on both sides of it. */
const margin = 0.2;

/**
 * Between which points of a line now is. The line gives every point the same room, so its course is even only from one to the next. A step
 * that may still take its time lies behind all the same when the time of a later one, which waits for it, has passed.
 * @param times of the points in the order of the line, ms
 * @returns how many points lie behind, and the share of the way to the next one
 */
export function placeOfNow(times: readonly number[], now: number): { behind: number; share: number } {
  const behind = times.findLastIndex((time) => time <= now) + 1;
  const [before, after] = [times[behind - 1], times[behind]];
  if (before === undefined || after === undefined) return { behind, share: 0.5 };
  return { behind, share: Math.min(1 - margin, Math.max(margin, (now - before) / (after - before))) };
}
