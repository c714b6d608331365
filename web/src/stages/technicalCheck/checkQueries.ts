import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { withResult } from './results';

type Schemas = components['schemas'];
export type TechnicalCheck = Schemas['TechnicalCheck'];
export type CheckGroup = Schemas['CheckGroup'];
export type CheckedSite = Schemas['CheckedSite'];
export type CheckResult = CheckedSite['result'];
export type CheckCounts = Schemas['CheckCounts'];

// Fifteen districts check at the same time; whoever leads sees it without asking.
const refreshMs = 20_000;

export function checkQuery(id: string) {
  return queryOptions({
    queryKey: ['technical-check', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/check', { params: { path: { id } } })),
    refetchInterval: refreshMs,
  });
}

export function siteChecksQuery(id: string, siteId: string) {
  return queryOptions({
    queryKey: ['technical-check', id, siteId],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/check/sites/{siteId}', { params: { path: { id, siteId } } })),
  });
}

/** After a result: the page, the meeting's stage, the tasks of the day. */
export function useCheckChanged(id: string): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['technical-check', id] });
    void queries.invalidateQueries({ queryKey: ['meeting'] });
    void queries.invalidateQueries({ queryKey: ['tasks'] });
  };
}

interface Result {
  siteId: string;
  result: CheckResult;
  note?: string;
}

/** How a site came out; shown at once, before the server has answered. */
export function useCheckSite(id: string) {
  const queries = useQueryClient();
  const changed = useCheckChanged(id);
  const { queryKey } = checkQuery(id);
  return useMutation({
    onMutate: async ({ siteId, result, note }: Result) => {
      await queries.cancelQueries({ queryKey, exact: true });
      queries.setQueryData(queryKey, (check) => check && withResult(check, siteId, result, note ?? null));
    },
    mutationFn: ({ siteId, result, note }: Result) =>
      answerOf(
        api.PUT('/api/meetings/{id}/check/sites/{siteId}', {
          params: { path: { id, siteId } },
          body: { result, note: note ?? null },
        }),
      ),
    onSettled: changed,
  });
}
