import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components, operations } from '../../api/schema';

export type MeetingDay = components['schemas']['MeetingDay'];
export type CalendarMeeting = components['schemas']['CalendarMeeting'];
export type CalendarFilter = operations['GetMeetingCalendar']['parameters']['query'];

const refreshMs = 60_000;

export function calendarQuery(filter: CalendarFilter) {
  return queryOptions({
    queryKey: ['meeting-calendar', filter],
    queryFn: () => answerOf(api.GET('/api/calendar', { params: { query: filter } })),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

export function feedQuery(unitId: string) {
  return queryOptions({
    queryKey: ['calendar-feed', unitId],
    queryFn: () => answerOf(api.GET('/api/units/{id}/calendar-feed', { params: { path: { id: unitId } } })),
  });
}

export function useFeedChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['calendar-feed'] });
}

export function publicQuery(search: string, page: number, pageSize: number) {
  return queryOptions({
    queryKey: ['public-meetings', search, page],
    queryFn: () => answerOf(api.GET('/api/public-meetings', { params: { query: { search, page, pageSize } } })),
    placeholderData: keepPreviousData,
  });
}
