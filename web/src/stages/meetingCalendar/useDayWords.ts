import { useTranslation } from 'react-i18next';
import type { MeetingDay } from './calendarQueries';
import { dayWords, weekdayOf } from './days';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const saturday = 5;

/** A day of the calendar in words. */
export function useDayWords() {
  const { t } = useTranslation('meetingCalendar');
  const weekday = (day: string) => t(`weekdays.${weekdays[weekdayOf(day)] ?? 'mon'}`);
  return {
    weekdays: weekdays.map((name) => t(`weekdays.${name}`)),
    weekday,
    /** "Thứ Sáu, 20/11/2026" */
    full: (day: string) => `${weekday(day)}, ${dayWords(day)}`,
    /** Why a day is not as others: a holiday's name, half a day; null for an ordinary one. */
    note: ({ day, morning, afternoon, name }: MeetingDay): string | null => {
      const isWeekend = weekdayOf(day) >= saturday;
      if (!morning && !afternoon) return name ?? (isWeekend ? null : t('dayOff'));
      if (!morning) return [name, t('morningOff')].filter(Boolean).join(' · ');
      if (!afternoon) return [name, t('afternoonOff')].filter(Boolean).join(' · ');
      return isWeekend ? (name ?? t('workedWeekend')) : name;
    },
  };
}
