import { useDeferredValue } from 'react';
import { useSearchParams } from 'react-router';

/** Entries on a page of a list. */
export const pageSize = 50;

/** Where only what is in sight is drawn; more at once the server does not give. */
export const densePageSize = 200;

/** What a list shows stands in its address: the words looked for ("tim"), its filters and the page ("trang"). */
export interface ListAddress {
  params: URLSearchParams;
  /** As typed. */
  search: string;
  /** What to ask the server for; lags behind fast typing. */
  term: string;
  /** From 1. */
  page: number;
  /** Changes parts of the address, '' takes one away; whatever changes, reading begins on the first page unless one is named. */
  look: (changes: Record<string, string>) => void;
}

export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams();
  const search = params.get('tim') ?? '';
  return {
    params,
    search,
    term: useDeferredValue(search.trim()),
    page: Math.max(1, Number(params.get('trang')) || 1),
    look: (changes) => {
      const next = new URLSearchParams(params);
      next.delete('trang');
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      setParams(next, { replace: true });
    },
  };
}
