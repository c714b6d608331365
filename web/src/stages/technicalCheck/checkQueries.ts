import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { withResult } from './results';

type Schemas = components['schemas'];
export type TechnicalCheck = Schemas['TechnicalCheck'];
export type CheckGroup = Schemas['CheckGroup'];
export type CheckedSite = Schemas['CheckedSite'];
export type CheckedItem = Schemas['CheckedItem'];
export type CheckItem = CheckedItem['item'];
export type CheckResult = CheckedSite['result'];
export type CheckCounts = Schemas['CheckCounts'];
export type SiteCheck = Schemas['SiteCheck'];

// Fifteen districts check at the same time; whoever leads sees it without asking.
const refreshMs = 20_000;

/** While sites measure, and while some are waited for. */
const measuringMs = 3_000;
const waitingMs = 6_000;

export function checkQuery(id: string) {
  return queryOptions({
    queryKey: ['technical-check', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/check', { params: { path: { id } } })),
    refetchInterval: ({ state }) => intervalOf(state.data?.sites ?? []),
  });
}

function intervalOf(sites: readonly CheckedSite[]): number {
  if (sites.some(({ asked }) => asked === 'measuring')) return measuringMs;
  return sites.some(({ asked }) => asked === 'notIn') ? waitingMs : refreshMs;
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

export interface SiteWord {
  siteId: string;
  result: CheckResult;
  note?: string | undefined;
  /** Not given: the site as a whole. */
  items?: readonly CheckItem[];
}

/** How a site, or items of it, came out; shown at once, before the server has answered. */
export function useCheckSite(id: string) {
  const queries = useQueryClient();
  const changed = useCheckChanged(id);
  const { queryKey } = checkQuery(id);
  return useMutation({
    onMutate: async (word: SiteWord) => {
      await queries.cancelQueries({ queryKey, exact: true });
      queries.setQueryData(queryKey, (check) => check && withResult(check, word));
    },
    mutationFn: ({ siteId, result, note, items }: SiteWord) =>
      answerOf(
        api.PUT('/api/meetings/{id}/check/sites/{siteId}', {
          params: { path: { id, siteId } },
          body: { result, note: note ?? null, items: items ? [...items] : null },
        }),
      ),
    onSettled: changed,
  });
}

/** "Đạt" for sites that were chosen: what nobody has looked at passes, what failed stays. */
export function usePassSites(id: string) {
  const changed = useCheckChanged(id);
  return useMutation({
    mutationFn: (siteIds: readonly string[]) =>
      answerOf(
        api.POST('/api/meetings/{id}/check/pass', { params: { path: { id } }, body: { siteIds: [...siteIds] } }),
      ),
    onSettled: changed,
  });
}

export type RunWish = Schemas['RunWish'];

/** Asks sites to measure themselves. */
export function useStartRun(id: string) {
  const changed = useCheckChanged(id);
  return useMutation({
    mutationFn: (wish: RunWish) =>
      answerOf(api.POST('/api/meetings/{id}/check/runs', { params: { path: { id } }, body: wish })),
    onSettled: changed,
  });
}
