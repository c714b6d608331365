import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from './client';
import type { components } from './schema';

export type Session = components['schemas']['Session'];
export type Account = components['schemas']['Account'];

/** Who is signed in and what this installation is. The call also sets the antiforgery cookie. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answerOf(api.GET('/api/session')),
  staleTime: 60_000,
});

/** What only shows the administration's pages; the server decides about each request. */
export function administers(session: Session | undefined): boolean {
  const permissions = session?.permissions ?? [];
  return ['manageUnits', 'manageAccounts', 'manageCalendar', 'manageTemplates'].some((one) =>
    permissions.some((held) => held === one),
  );
}

export function useSession() {
  return useQuery(sessionQuery);
}

/** After signing in or out: everything known about the previous person is forgotten, and the new session is read. */
export function useSessionChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
  };
}
