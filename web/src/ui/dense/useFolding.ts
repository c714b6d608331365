import { useState } from 'react';
import { closedAtFirst, type DenseNode } from './nodes';

/** Which groups are closed: at first those that would make the list longer than two screens. */
export function useFolding<T, G>(nodes: readonly DenseNode<T, G>[]) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(closedAtFirst(nodes)));
  const fold = (key: string, closes = !closed.has(key)) => {
    const next = new Set(closed);
    if (closes) next.add(key);
    else next.delete(key);
    setClosed(next);
  };
  return { closed, fold };
}
