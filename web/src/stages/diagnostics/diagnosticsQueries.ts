import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Participant = components['schemas']['ParticipantDiagnosis'];
export type Source = components['schemas']['SourceDiagnosis'];
export type Slot = components['schemas']['SlotDiagnosis'];

/** The engine measures every two seconds; oftener would show the same again. */
const refetchInterval = 3_000;

export const conferencesQuery = queryOptions({
  queryKey: ['live-conferences'],
  queryFn: () => answerOf(api.GET('/api/conferences')),
  refetchInterval,
});

export function diagnosisQuery(id: string) {
  return queryOptions({
    queryKey: ['live-conferences', id],
    queryFn: () => answerOf(api.GET('/api/conferences/{id}/diagnostics', { params: { path: { id } } })),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}

export const reportsQuery = queryOptions({
  queryKey: ['problem-reports'],
  queryFn: () => answerOf(api.GET('/api/admin/problem-reports')),
  refetchInterval: 15_000,
});
