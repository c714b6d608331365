/** The marker keeps off the dots on both sides of it. */
const margin = 0.2;

/**
 * Between which points of a line now is. The line gives every point the same room, so its course is even only from one to the next.
 * @param times of the points in the order of the line, ms; one that lies before an earlier one counts as that
 * @returns how many points lie behind, and the share of the way to the next one
 */
export function placeOfNow(times: readonly number[], now: number): { behind: number; share: number } {
  let latest = Number.NEGATIVE_INFINITY;
  const course = times.map((time) => {
    latest = Math.max(latest, time);
    return latest;
  });
  const behind = course.filter((time) => time <= now).length;
  const [before, after] = [course[behind - 1], course[behind]];
  if (before === undefined || after === undefined) return { behind, share: 0.5 };
  return { behind, share: Math.min(1 - margin, Math.max(margin, (now - before) / (after - before))) };
}
