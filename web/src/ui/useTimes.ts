import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { clockText, dateText, dateTimeText, dayKeyOf, dayText, dueText, instantOf, vietnamTime } from './time';

/** Times as this reader sees them: in the installation's time zone and the reader's language. */
export function useTimes() {
  const { i18n } = useTranslation();
  const zone = useSession().data?.installation.timeZone ?? vietnamTime;
  return {
    date: (time: string | Date) => dateText(time, zone),
    clock: (time: string | Date) => clockText(time, i18n.language, zone),
    dateTime: (time: string | Date) => dateTimeText(time, i18n.language, zone),
    /** What a field for a date and time says, as `YYYY-MM-DDTHH:mm`. */
    instantOf: (wallClock: string) => instantOf(wallClock, zone),
    dayKey: (time: string | Date) => dayKeyOf(time, zone),
    day: (time: string | Date) => dayText(time, i18n.language, zone),
    due: (time: string) => dueText(time, i18n.language, zone),
  };
}
