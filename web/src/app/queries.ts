import { QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem';

/** A refusal stays a refusal; only a lost connection or a failing server is worth asking again. */
function worthRetrying(failures: number, error: unknown): boolean {
  const transient = error instanceof Problem && (error.status === 0 || error.status >= 500);
  return transient && failures < 2;
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5_000 },
    mutations: { retry: false },
  },
});
