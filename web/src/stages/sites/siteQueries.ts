import { infiniteQueryOptions, keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Site = components['schemas']['Site'];
export type SiteSummary = components['schemas']['SiteSummary'];
export type SiteDescription = components['schemas']['SiteDescription'];
export type SiteChange = components['schemas']['SiteChange'];
export type SiteDifference = components['schemas']['SiteDifference'];

export interface SiteFilter {
  search?: string;
  kept?: boolean;
  incomplete?: boolean;
  unseen?: boolean;
  page?: number;
  pageSize?: number;
}

export function sitesQuery(filter: SiteFilter) {
  return queryOptions({
    queryKey: ['sites', filter],
    queryFn: () => answerOf(api.GET('/api/sites', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function siteQuery(id: string) {
  return queryOptions({
    queryKey: ['site', id],
    queryFn: () => answerOf(api.GET('/api/sites/{id}', { params: { path: { id } } })),
  });
}

const changesPerPage = 10;

export function siteChangesQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['site-changes', id],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/sites/{id}/changes', {
          params: { path: { id }, query: { page: pageParam, pageSize: changesPerPage } },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (pages.length * changesPerPage < last.total ? pages.length + 1 : undefined),
  });
}

export function ownLineQuery(siteId: string) {
  return queryOptions({
    queryKey: ['own-line', siteId],
    queryFn: () => answerOf(api.GET('/api/network-ranges/own', { params: { query: { siteId } } })),
  });
}

/** After a site was made or changed. */
export function useSitesChanged(): (site: Site) => void {
  const queries = useQueryClient();
  return (site) => {
    queries.setQueryData(siteQuery(site.summary.id).queryKey, site);
    void queries.invalidateQueries({ queryKey: ['sites'] });
    void queries.invalidateQueries({ queryKey: ['site-changes', site.summary.id] });
    void queries.invalidateQueries({ queryKey: ['own-line', site.summary.id] });
  };
}
