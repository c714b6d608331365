import { useCallback, useState } from 'react';
import { closedAtFirst, type DenseNode } from './nodes';

/** Which groups of a list are closed; the same function as long as nothing has changed. */
export interface Folding {
  isClosed: (key: string) => boolean;
  fold: (key: string, closes: boolean) => void;
}

/** Closed are at first those that would make the list longer than two screens. */
export function useFolding<T, G>(nodes: readonly DenseNode<T, G>[]): Folding {
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(closedAtFirst(nodes)));
  const fold = (key: string, closes: boolean) => {
    const next = new Set(closed);
    if (closes) next.add(key);
    else next.delete(key);
    setClosed(next);
  };
  return { isClosed: useCallback((key) => closed.has(key), [closed]), fold };
}
