import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Summary = components['schemas']['Summary'];

export interface SummaryFields {
  quality: Summary['quality'];
  conclusions: string | null;
  remarks: string | null;
}

export function summaryQuery(id: string) {
  return queryOptions({
    queryKey: ['summary', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/summary', { params: { path: { id } } })),
  });
}

/** Keeps what was written; with `complete` the meeting comes to its last stage. */
export function useWriteSummary(summary: Summary) {
  const queries = useQueryClient();
  const { queryKey } = summaryQuery(summary.meetingId);
  return useMutation({
    mutationFn: ({ fields, complete }: { fields: SummaryFields; complete: boolean }) => {
      const params = { path: { id: summary.meetingId } };
      const body = { version: summary.version, ...fields };
      return complete
        ? answerOf(
            api.POST('/api/meetings/{id}/summary/complete', {
              params,
              body: { meetingVersion: summary.meetingVersion, summary: body },
            }),
          )
        : answerOf(api.PUT('/api/meetings/{id}/summary', { params, body }));
    },
    onSuccess: (written) => {
      queries.setQueryData(queryKey, written);
      void queries.invalidateQueries({ queryKey: ['meeting'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}
