const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time in the largest unit that says enough; whole minutes. */
export type Wait =
  | { unit: 'days'; count: number }
  | { unit: 'hours'; hours: number; minutes: number }
  | { unit: 'minutes'; count: number };

export function waitOf(milliseconds: number): Wait {
  const span = Math.abs(milliseconds);
  if (span >= 2 * day) return { unit: 'days', count: Math.floor(span / day) };
  if (span >= hour)
    return { unit: 'hours', hours: Math.floor(span / hour), minutes: Math.floor((span % hour) / minute) };
  return { unit: 'minutes', count: Math.floor(span / minute) };
}
