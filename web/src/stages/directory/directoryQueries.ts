import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type DirectoryEntry = components['schemas']['DirectoryEntry'];

export interface DirectoryFilter {
  search?: string;
  /** A unit: its sites' contacts and those of everything under it. */
  under?: string;
  role?: 'leader' | 'technician';
}

/** The most that the server gives at once. */
const printedPerAnswer = 200;

export function directoryQuery(filter: DirectoryFilter, page: number, pageSize: number) {
  return queryOptions({
    queryKey: ['directory', filter, page, pageSize],
    queryFn: () => answerOf(api.GET('/api/sites/directory', { params: { query: { ...filter, page, pageSize } } })),
    placeholderData: keepPreviousData,
  });
}

/** All pages of it, for paper. */
export async function wholeDirectory(filter: DirectoryFilter): Promise<DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  for (let page = 1; ; page++) {
    const query = { ...filter, page, pageSize: printedPerAnswer };
    const { items, total } = await answerOf(api.GET('/api/sites/directory', { params: { query } }));
    entries.push(...items);
    if (items.length === 0 || entries.length >= total) return entries;
  }
}

export function workbookOf(filter: DirectoryFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value);
  return `/api/sites/directory/workbook?${new URLSearchParams(Object.fromEntries(given))}`;
}
