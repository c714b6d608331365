/** Where the installation has not said otherwise, and where it is not known. */
export const vietnamTime = 'Asia/Ho_Chi_Minh';

const hourMs = 3_600_000;

/**
 * Zones whose clocks are not changed, with their distance from UTC in ms; Việt Nam's have not been since 1975. The first question for a zone
 * costs a telephone a fifth of a second, which these do not have to ask.
 */
const unchanged: Readonly<Record<string, number>> = { [vietnamTime]: 7 * hourMs, 'Asia/Saigon': 7 * hourMs, UTC: 0 };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let known = formats.get(timeZone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, known);
  }
  return known;
}

/** What a zone's calendars and clocks show at an instant, to the minute, as the UTC parts of a date. */
function shownAt(time: string | Date | number, timeZone: string): Date {
  const instant = new Date(time);
  const ahead = unchanged[timeZone];
  if (ahead !== undefined) return new Date(instant.getTime() + ahead);
  const parts = formatOf(timeZone).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')));
}

const weekdays = {
  vi: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

const two = (value: number) => String(value).padStart(2, '0');

/** dd/MM/yyyy */
export function dateText(time: string | Date, timeZone: string): string {
  const shown = shownAt(time, timeZone);
  return `${two(shown.getUTCDate())}/${two(shown.getUTCMonth() + 1)}/${shown.getUTCFullYear()}`;
}

/** 08h00 as letters write it; in English 08:00 */
export function clockText(time: string | Date, language: string, timeZone: string): string {
  const shown = shownAt(time, timeZone);
  return `${two(shown.getUTCHours())}${language === 'en' ? ':' : 'h'}${two(shown.getUTCMinutes())}`;
}

/** dd/MM/yyyy 08h00 */
export function dateTimeText(time: string | Date, language: string, timeZone: string): string {
  return `${dateText(time, timeZone)} ${clockText(time, language, timeZone)}`;
}

/** A deadline that ends with a day is that day, not the midnight after it. */
export function dueText(time: string, language: string, timeZone: string): string {
  const shown = shownAt(time, timeZone);
  const isMidnight = shown.getUTCHours() === 0 && shown.getUTCMinutes() === 0;
  return isMidnight ? dateText(new Date(Date.parse(time) - 1), timeZone) : dateTimeText(time, language, timeZone);
}

/** YYYY-MM-DD: the calendar day on which an instant lies in a zone. */
export function dayKeyOf(time: string | Date, timeZone: string): string {
  return dateText(time, timeZone).split('/').reverse().join('-');
}

/** "Thứ Sáu, 20/11/2026" */
export function dayText(time: string | Date, language: string, timeZone: string): string {
  const day = weekdays[language === 'en' ? 'en' : 'vi'][shownAt(time, timeZone).getUTCDay()];
  return `${day}, ${dateText(time, timeZone)}`;
}

/** What clocks in a zone show at an instant, as the field for a date and time says it: "2026-11-20T08:00". */
export function wallClockText(time: string, timeZone: string): string {
  return shownAt(time, timeZone).toISOString().slice(0, 16);
}

/** The instant at which clocks in a zone show this: "2026-11-20T08:00" in Asia/Ho_Chi_Minh is 01:00 UTC. */
export function instantOf(wallClock: string, timeZone: string): Date {
  const asUtc = Date.parse(`${wallClock}:00Z`);
  const shown = (instant: number) => shownAt(instant, timeZone).getTime();
  // Once is enough but around a change of the clocks, where the first guess may lie on its other side.
  const guess = asUtc - (shown(asUtc) - asUtc);
  return new Date(guess - (shown(guess) - asUtc));
}
