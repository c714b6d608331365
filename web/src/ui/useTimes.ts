import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { clockText, dateText, dateTimeText, dayKeyOf, dayText, instantOf } from './time';

/** Times as this reader sees them: in the installation's time zone and the reader's language. */
export function useTimes() {
  const { i18n } = useTranslation();
  const zone = useSession().data?.installation.timeZone ?? 'Asia/Ho_Chi_Minh';
  return {
    date: (time: string | Date) => dateText(time, i18n.language, zone),
    clock: (time: string | Date) => clockText(time, i18n.language, zone),
    dateTime: (time: string | Date) => dateTimeText(time, i18n.language, zone),
    /** What a field for a date and time says, as `YYYY-MM-DDTHH:mm`. */
    instantOf: (wallClock: string) => instantOf(wallClock, zone),
    dayKey: (time: string | Date) => dayKeyOf(time, zone),
    day: (time: string | Date) => dayText(time, i18n.language, zone),
    /** A deadline that ends with a day is that day, not the midnight after it. */
    due: (time: string) =>
      clockText(time, i18n.language, zone) === '00:00'
        ? dateText(new Date(Date.parse(time) - 1), i18n.language, zone)
        : dateTimeText(time, i18n.language, zone),
  };
}
