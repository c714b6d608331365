import dayjs, { type Dayjs } from 'dayjs';

/** What clocks in a zone show at an instant, as the field for a date and time wants it. */
export function wallClockOf(instant: string, timeZone: string): Dayjs {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return dayjs(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`);
}
