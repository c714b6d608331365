import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { answerOf, api } from './client';
import { lostSession, type SessionState } from './lostSession';
import { Problem } from './problem';
import type { components } from './schema';

export type Session = components['schemas']['Session'];
export type Account = components['schemas']['Account'];

/** Who is signed in, as the server knows it now. The call also sets the antiforgery cookie. */
export const readSession = () => answerOf(api.GET('/api/session'));

/** Who is signed in and what this installation is. While a page stands for somebody, nobody is not an answer: see LostSession. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await readSession();
    if (session.account || !lostSession.isHeld) return session;
    if (await lostSession.signInAgain(false)) return readSession();
    // Until the page is left: signing in again there, or leaving on purpose, asks anew.
    if (lostSession.isHeld) throw new Problem(401, { code: 'not_signed_in' });
    return readSession();
  },
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
    await lostSession.deliberately(() => queries.fetchQuery({ ...sessionQuery, staleTime: 0 }));
  };
}

/** Whether the session has ended while the page stands. */
export function useSessionState(): SessionState {
  return useSyncExternalStore(lostSession.subscribe, lostSession.current);
}
