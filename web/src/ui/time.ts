const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, timeZone, options]);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', { timeZone, ...options });
    formats.set(key, known);
  }
  return known;
}

const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** dd/MM/yyyy */
export function dateText(time: string | Date, language: string, timeZone: string): string {
  return format(language, timeZone, numeric).format(new Date(time));
}

/** 08h00 as letters write it; in English 08:00 */
export function clockText(time: string | Date, language: string, timeZone: string): string {
  const text = format(language, timeZone, clock).format(new Date(time));
  return language === 'en' ? text : text.replace(':', 'h');
}

/** dd/MM/yyyy 08h00 */
export function dateTimeText(time: string | Date, language: string, timeZone: string): string {
  return `${dateText(time, language, timeZone)} ${clockText(time, language, timeZone)}`;
}

/** A deadline that ends with a day is that day, not the midnight after it. */
export function dueText(time: string, language: string, timeZone: string): string {
  const isMidnight = format(language, timeZone, clock).format(new Date(time)) === '00:00';
  return isMidnight
    ? dateText(new Date(Date.parse(time) - 1), language, timeZone)
    : dateTimeText(time, language, timeZone);
}

/** YYYY-MM-DD: the calendar day on which an instant lies in a zone. */
export function dayKeyOf(time: string | Date, timeZone: string): string {
  return dateText(time, 'en', timeZone).split('/').reverse().join('-');
}

/** "Thứ Sáu, 20/11/2026" */
export function dayText(time: string | Date, language: string, timeZone: string): string {
  const day = format(language, timeZone, { weekday: 'long' }).format(new Date(time));
  return `${day}, ${dateText(time, language, timeZone)}`;
}

/** The instant at which clocks in a zone show this: "2026-11-20T08:00" in Asia/Ho_Chi_Minh is 01:00 UTC. */
export function instantOf(wallClock: string, timeZone: string): Date {
  const asUtc = Date.parse(`${wallClock}:00Z`);
  const shown = (instant: number): number => {
    const parts = format('en', timeZone, { ...numeric, ...clock }).formatToParts(instant);
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  };
  // Once is enough but around a change of the clocks, where the first guess may lie on its other side.
  const guess = asUtc - (shown(asUtc) - asUtc);
  return new Date(guess - (shown(guess) - asUtc));
}
