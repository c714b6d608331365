import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Approval = components['schemas']['Approval'];
export type ApprovalItem = components['schemas']['ApprovalItem'];
export type Rival = components['schemas']['Rival'];
export type OtherTime = components['schemas']['OtherTime'];
export type NodeTimeline = components['schemas']['NodeTimeline'];

// Registrations come while one decides about others.
const refreshMs = 15_000;
const pageSize = 200;

export function queueQuery(displaced: boolean) {
  return queryOptions({
    queryKey: ['approvals', displaced],
    queryFn: () => answerOf(api.GET('/api/approvals', { params: { query: { displaced, pageSize } } })),
    refetchInterval: refreshMs,
  });
}

export function approvalQuery(id: string) {
  return queryOptions({
    queryKey: ['approval', id],
    queryFn: () => answerOf(api.GET('/api/approvals/{id}', { params: { path: { id } } })),
    refetchInterval: refreshMs,
  });
}

/** What the office has decided since midnight. */
export const decidedTodayQuery = queryOptions({
  queryKey: ['approvals', 'today'],
  queryFn: () => answerOf(api.GET('/api/approvals/today')),
  refetchInterval: refreshMs,
});

/** @param startsAt ISO 8601 */
export function otherTimeQuery(id: string, startsAt: string) {
  return queryOptions({
    queryKey: ['approval', id, 'other-time', startsAt],
    queryFn: () =>
      answerOf(api.GET('/api/approvals/{id}/other-time', { params: { path: { id }, query: { startsAt } } })),
  });
}

export interface Span {
  /** ISO 8601 */
  from: string;
  to: string;
}

export function timelineQuery({ from, to }: Span) {
  return queryOptions({
    queryKey: ['capacity-timeline', from, to],
    queryFn: () => answerOf(api.GET('/api/resources/timeline', { params: { query: { from, to } } })),
    refetchInterval: refreshMs,
  });
}

export function siteTimelineQuery({ from, to }: Span, meetingId: string) {
  return queryOptions({
    queryKey: ['site-timeline', from, to, meetingId],
    queryFn: () => answerOf(api.GET('/api/resources/site-timeline', { params: { query: { from, to, meetingId } } })),
  });
}

/** After a decision everything may fit differently. */
export function useDecided(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['approvals', 'approval', 'capacity-timeline', 'site-timeline', 'proposals', 'meeting', 'meetings'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
}
