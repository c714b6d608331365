import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { childrenQuery, unitsKey } from './organisationQueries';
import { rowsOf } from './unitRows';

/** The tree as far as it has been opened: each unit's children are fetched when it is. */
export function useUnitTree(ended: boolean) {
  const queries = useQueryClient();
  const [open, setOpen] = useState<readonly string[]>([]);
  const parents = [null, ...open];
  const lists = useQueries({ queries: parents.map((parent) => childrenQuery(parent, ended)) });
  const top = lists[0];
  return {
    rows: rowsOf((parent) => lists[parents.indexOf(parent)]?.data),
    isPending: top?.isPending ?? true,
    error: lists.find((list) => list.error)?.error,
    retry: () => void queries.invalidateQueries({ queryKey: unitsKey }),
    open,
    toggle: (id: string, opens: boolean) =>
      setOpen((before) => (opens ? [...before, id] : before.filter((other) => other !== id))),
    /** Opens every unit on the way to one, so that it is seen. */
    openWay: (ids: readonly string[]) => setOpen((before) => [...new Set([...before, ...ids])]),
  };
}
