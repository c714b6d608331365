/** Days are written as the server does: YYYY-MM-DD. Calendars know no time zones, so all of this is reckoned in UTC. */
const dayMs = 86_400_000;

export const views = ['thang', 'tuan', 'ngay', 'danh-sach'] as const;
export type View = (typeof views)[number];

const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const keyOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** Whether it is a day that exists. */
export function isDay(text: string | null): text is string {
  return (
    text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(instantOf(text)) && keyOf(instantOf(text)) === text
  );
}

export function addDays(day: string, count: number): string {
  return keyOf(instantOf(day) + count * dayMs);
}

/** The same day of another month, or its last one. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return keyOf(Date.UTC(year, month - 1 + count, Math.min(date, last)));
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(instantOf(day)).getUTCDay() + 6) % 7;
}

export function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`;
}

export function daysBetween(first: string, last: string): string[] {
  const count = Math.round((instantOf(last) - instantOf(first)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(first, index));
}

/** What a view shows around a day: whole weeks for a month, Monday first. */
export function rangeOf(view: View, day: string): { from: string; to: string } {
  if (view === 'ngay') return { from: day, to: day };
  if (view === 'tuan') return { from: mondayOf(day), to: addDays(mondayOf(day), 6) };
  const first = firstOfMonth(day);
  const last = addDays(addMonths(first, 1), -1);
  return view === 'danh-sach' ? { from: first, to: last } : { from: mondayOf(first), to: addDays(mondayOf(last), 6) };
}

/** The day to look at one view further on or back. */
export function stepped(view: View, day: string, by: number): string {
  if (view === 'ngay') return addDays(day, by);
  return view === 'tuan' ? addDays(day, 7 * by) : addMonths(day, by);
}

/** The day that an arrow key leads to in a grid of weeks; null for any other key. */
export function keyedDay(key: string, day: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return mondayOf(day);
    case 'End':
      return addDays(mondayOf(day), 6);
    case 'PageUp':
      return addMonths(day, -1);
    case 'PageDown':
      return addMonths(day, 1);
    default:
      return null;
  }
}

/** "2026-11-24" → "24/11/2026" */
export function dayWords(day: string): string {
  return day.split('-').reverse().join('/');
}
