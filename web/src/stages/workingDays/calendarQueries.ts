import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type CalendarYear = components['schemas']['CalendarYear'];
export type CalendarDay = components['schemas']['CalendarDay'];

export function calendarQuery(year: number) {
  return queryOptions({
    queryKey: ['workingCalendar', year],
    queryFn: () => answerOf(api.GET('/api/working-calendar/{year}', { params: { path: { year } } })),
    placeholderData: keepPreviousData,
  });
}
