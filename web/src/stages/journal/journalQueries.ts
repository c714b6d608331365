import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type JournalLine = components['schemas']['JournalLine'];
export type JournalAction = components['schemas']['JournalAction'];
export type StrangerAttempts = components['schemas']['StrangerAttempts'];

/** What narrows the journal; the API's own words. */
export interface JournalFilter {
  from?: string;
  to?: string;
  meetingId?: string;
  conferenceId?: string;
  siteId?: string;
  unitId?: string;
  actorId?: string;
  action?: string;
  severity?: string;
  text?: string;
}

export function journalQuery(filter: JournalFilter, language: string) {
  return infiniteQueryOptions({
    queryKey: ['journal', language, filter],
    queryFn: ({ pageParam }) =>
      answerOf(api.GET('/api/journal', { params: { query: { ...filter, after: pageParam, pageSize: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function actionsQuery(language: string) {
  return queryOptions({
    queryKey: ['journal-actions', language],
    queryFn: () => answerOf(api.GET('/api/journal/actions')),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Refused to who reads the journal of some units only. */
export function strangersQuery(search: string, page: number, pageSize: number, language: string) {
  return queryOptions({
    queryKey: ['journal-strangers', language, search, page],
    queryFn: () => answerOf(api.GET('/api/journal/strangers', { params: { query: { search, page, pageSize } } })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
