import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Unit = components['schemas']['Unit'];

// The server's largest page.
const pageSize = 200;

export interface ListFilter {
  search?: string;
  page?: number;
  pageSize?: number;
}

/** Every unit: a tree is only a tree when it is whole. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async () => {
    const units: Unit[] = [];
    for (let page = 1; ; page++) {
      const { items, total } = await answerOf(api.GET('/api/admin/units', { params: { query: { page, pageSize } } }));
      units.push(...items);
      if (items.length === 0 || units.length >= total) return units;
    }
  },
});

export function accountsQuery(filter: ListFilter) {
  return queryOptions({
    queryKey: ['admin-accounts', filter],
    queryFn: () => answerOf(api.GET('/api/admin/accounts', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export const mailDomainsQuery = queryOptions({
  queryKey: ['mail-domains'],
  queryFn: () => answerOf(api.GET('/api/admin/mail-domains', { params: { query: { pageSize } } })),
});

export const mailsQuery = queryOptions({
  queryKey: ['kept-mails'],
  queryFn: () => answerOf(api.GET('/api/admin/mails', { params: { query: { pageSize: 50 } } })),
  refetchInterval: 5_000,
});

export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ['kept-mail', id],
    queryFn: () => answerOf(api.GET('/api/admin/mails/{id}', { params: { path: { id } } })),
  });
}
