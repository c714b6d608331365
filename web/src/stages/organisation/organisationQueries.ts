import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Unit = components['schemas']['Unit'];
export type UnitKind = components['schemas']['UnitKind'];
export type Role = components['schemas']['Role'];
export type RoleAssignment = components['schemas']['RoleAssignment'];

/** As a role's unit: the whole tree. */
export const wholeTree = '00000000-0000-0000-0000-000000000000';

// The server's largest page.
const pageSize = 200;

export interface ListFilter {
  search?: string;
  page?: number;
  pageSize?: number;
}

/** Everything that shows units, to be fetched anew when the tree has changed. */
export const unitsKey = ['units'] as const;

/** Cụm 2 stands before Cụm 10. */
const byName = new Intl.Collator('vi', { numeric: true });

/** What stands directly under a unit; null is the top of the tree. */
export function childrenQuery(parentId: string | null, ended: boolean) {
  return queryOptions({
    queryKey: [...unitsKey, 'children', parentId, ended],
    queryFn: async () => {
      const units: Unit[] = [];
      for (let page = 1; ; page++) {
        const query = { parentId: parentId ?? undefined, ended, page, pageSize };
        const { items, total } = await answerOf(api.GET('/api/units', { params: { query } }));
        units.push(...items);
        if (items.length === 0 || units.length >= total) return units.sort((a, b) => byName.compare(a.name, b.name));
      }
    },
    placeholderData: keepPreviousData,
  });
}

/** Units whose name or code has these words, at any depth. */
export function unitSearchQuery(filter: ListFilter & { ended?: boolean }) {
  return queryOptions({
    queryKey: [...unitsKey, 'found', filter],
    queryFn: () => answerOf(api.GET('/api/units', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function unitQuery(id: string) {
  return queryOptions({
    queryKey: [...unitsKey, 'one', id],
    queryFn: () => answerOf(api.GET('/api/units/{id}', { params: { path: { id } } })),
  });
}

export const levelsQuery = queryOptions({
  queryKey: [...unitsKey, 'levels'],
  queryFn: () => answerOf(api.GET('/api/units/levels')),
});

export function rolesQuery(unitId: string) {
  return queryOptions({
    queryKey: ['unit-roles', unitId],
    queryFn: () => answerOf(api.GET('/api/admin/units/{id}/roles', { params: { path: { id: unitId } } })),
  });
}

export function accountRolesQuery(accountId: string) {
  return queryOptions({
    queryKey: ['account-roles', accountId],
    queryFn: () => answerOf(api.GET('/api/admin/accounts/{id}/roles', { params: { path: { id: accountId } } })),
  });
}

/** The existing units that an account's own words may mean. */
export function similarUnitsQuery(accountId: string) {
  return queryOptions({
    queryKey: [...unitsKey, 'similar', accountId],
    queryFn: () => answerOf(api.GET('/api/admin/accounts/{id}/unit-claim', { params: { path: { id: accountId } } })),
  });
}

export function accountsQuery(filter: ListFilter & { claimed?: boolean }) {
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
