import type { components } from '../../api/schema';

export type SiteSession = components['schemas']['SiteSession'];

/** What a kiosk remembers of the meetings that it has been in. */
export interface Course {
  /** The meeting that it is in. */
  inside: string | null;
  /** From which it was asked to leave, and by which call at the latest it had come: another call brings it back. */
  sentAway: { meetingId: string; calledAt: string | null } | null;
}

/**
 * The meeting in which a kiosk belongs at a moment, by itself: the one that it is in for as long as that goes on, otherwise the first whose hour
 * of connection has come, or which has called. Null: none, it shows what is next.
 * @param now the server's time, in milliseconds since 1970
 */
export function whereToBe(
  sessions: readonly SiteSession[],
  now: number,
  { inside, sentAway }: Course,
): SiteSession | null {
  const wanted = sessions.filter(
    (session) =>
      session.isOpen &&
      (Date.parse(session.connectFrom) <= now || session.calledAt !== null) &&
      !(sentAway?.meetingId === session.meetingId && sentAway.calledAt === session.calledAt),
  );
  return wanted.find(({ meetingId }) => meetingId === inside) ?? wanted[0] ?? null;
}
