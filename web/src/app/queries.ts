import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';
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
  override async invalidateQueries(
    filters: InvalidateQueryFilters = {},
    options: InvalidateOptions = {},
  ): Promise<void> {
    const { refetchType: _, ...asked } = filters;
    const isFirst = (query: { state: { data: unknown } }) => query.state.data === undefined;
    await this.cancelQueries({
      ...asked,
      fetchStatus: 'fetching',
      predicate: (query) => isFirst(query) && (asked.predicate?.(query) ?? true),
    });
    await super.invalidateQueries(filters, options);
  }
}

export const queries = new Queries({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5_000 },
    mutations: { retry: false },
  },
});
