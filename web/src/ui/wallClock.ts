import dayjs, { type Dayjs } from 'dayjs';
import { wallClockText } from './time';

/** What clocks in a zone show at an instant, as the field for a date and time wants it. */
export function wallClockOf(instant: string, timeZone: string): Dayjs {
  return dayjs(wallClockText(instant, timeZone));
}
