import { type InvalidateOptions, type InvalidateQueryFilters, type Query, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

/** A refusal stays a refusal; only a lost connection or a failing server is worth asking again. */
function worthRetrying(failures: number, error: unknown): boolean {
  const transient = error instanceof Problem && (error.status === 0 || error.status >= 500);
  return transient && failures < 2;
}

/**
 * What has been changed is asked for anew, also when its first answer is still on its way: that one was read before the change, and the
 * library would take it for the newest.
 */
export class Queries extends QueryClient {
  override invalidateQueries(filters: InvalidateQueryFilters = {}, options: InvalidateOptions = {}): Promise<void> {
    const { refetchType: _, ...asked } = filters;
    const first = {
      ...asked,
      fetchStatus: 'fetching',
      predicate: (query: Query) => query.state.data === undefined && (asked.predicate?.(query) ?? true),
    } as const;
    // Without delay where there is none: what is shown before the server has answered depends on it.
    if (this.getQueryCache().findAll(first).length === 0) return super.invalidateQueries(filters, options);
    return this.cancelQueries(first).then(() => super.invalidateQueries(filters, options));
  }
}

export const queries = new Queries({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5_000 },
    mutations: { retry: false },
  },
});
