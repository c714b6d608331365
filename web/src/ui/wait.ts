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

/** Seconds as a clock shows them: 5 → "0:05", 3661 → "1:01:01". */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
