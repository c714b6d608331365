/** Seconds as a clock shows them: 9:05, 1:00:00. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Whole days that are left; less than one is shown by the clock. */
export function daysOf(seconds: number): number {
  return Math.floor(seconds / 86_400);
}
