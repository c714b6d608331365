import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

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

/** The check as it will be, once the server has heard of a result. */
export function withResult(
  check: TechnicalCheck,
  siteId: string,
  result: CheckResult,
  note: string | null,
): TechnicalCheck {
  const sites = check.sites.map((site) =>
    site.siteId === siteId ? { ...site, result, note, at: null, by: null, isEarlier: false } : site,
  );
  return {
    ...check,
    sites,
    counts: countsOf(sites),
    groups: check.groups.map((group) => ({
      ...group,
      counts: countsOf(sites.filter((site) => site.groupId === group.unitId)),
    })),
  };
}

export function countsOf(sites: readonly CheckedSite[]): CheckCounts {
  const count = (result: CheckResult) => sites.filter((site) => site.result === result).length;
  return { passed: count('passed'), failed: count('failed'), notChecked: count('notChecked') };
}
