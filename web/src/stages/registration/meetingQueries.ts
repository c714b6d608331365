import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Meeting = Schemas['Meeting'];
export type MeetingSummary = Schemas['MeetingSummary'];
export type MeetingStage = Schemas['MeetingStage'];
export type MeetingKind = Schemas['MeetingKind'];
export type MeetingForm = Schemas['MeetingForm'];
export type MeetingVersion = Schemas['MeetingVersion'];
export type Deadline = Schemas['Deadline'];
export type SiteChoice = Schemas['SiteChoice'];
export type SiteGroup = Schemas['SiteGroup'];
export type Clash = Schemas['Clash'];

export interface MeetingFilter {
  search?: string;
  stage?: string;
  from?: string;
  to?: string;
  mine?: boolean;
  seriesId?: string;
  latest?: boolean;
  page?: number;
  pageSize?: number;
}

export function meetingsQuery(filter: MeetingFilter) {
  return queryOptions({
    queryKey: ['meetings', filter],
    queryFn: () => answerOf(api.GET('/api/meetings', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function meetingQuery(id: string) {
  return queryOptions({
    queryKey: ['meeting', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}', { params: { path: { id } } })),
  });
}

/** Stages that a meeting leaves by itself or by what others do in its conference. */
const movingStages: readonly string[] = ['ready', 'connecting', 'inSession'];

/** As `meetingQuery`, and looked at again: soon while the meeting moves on, now and then otherwise. */
export function watchedMeetingQuery(id: string) {
  return queryOptions({
    ...meetingQuery(id),
    refetchInterval: ({ state }) => (movingStages.includes(state.data?.stage ?? '') ? 10_000 : 60_000),
  });
}

/** @param stage the meeting's: a step is told as soon as it is seen */
export function historyQuery(id: string, stage: string, pageSize: number) {
  return queryOptions({
    queryKey: ['meeting', id, 'history', stage, pageSize],
    queryFn: () =>
      answerOf(api.GET('/api/meetings/{id}/history', { params: { path: { id }, query: { page: 1, pageSize } } })),
    placeholderData: keepPreviousData,
  });
}

export const siteChoiceQuery = queryOptions({
  queryKey: ['siteChoice'],
  queryFn: () => answerOf(api.GET('/api/meetings/site-choice')),
  staleTime: 60_000,
});

/** Whether meetings with state secrets may be held here. */
export const secrecyQuery = queryOptions({
  queryKey: ['secrecy'],
  queryFn: () => answerOf(api.GET('/api/secrecy')),
});

/** Unknown counts as not permitted. @param isAsked the meeting has such content */
export function useSecretsPermitted(isAsked: boolean): boolean {
  return useQuery({ ...secrecyQuery, enabled: isAsked }).data?.stateSecretsPermitted === true;
}

export const siteGroupsQuery = queryOptions({
  queryKey: ['siteGroups'],
  queryFn: () => answerOf(api.GET('/api/site-groups')),
});

export const templatesQuery = queryOptions({
  queryKey: ['meetingTemplates'],
  queryFn: () => answerOf(api.GET('/api/meeting-templates')),
});

/** After a meeting was written, sent or thrown away. */
export function useMeetingsChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['meetings'] });
    void queries.invalidateQueries({ queryKey: ['meeting'] });
    void queries.invalidateQueries({ queryKey: ['home'] });
  };
}

/** The same as the home page asks for. */
export const myTasksQuery = queryOptions({
  queryKey: ['home', 'tasks'],
  queryFn: () => answerOf(api.GET('/api/home/tasks')),
});

/** The office may have offered other times to who may rewrite the registration. */
export function mayBeOffered({ stage, allowed }: Meeting): boolean {
  return allowed.includes('rewrite') && (stage === 'returned' || stage === 'postponed');
}
