import { courseOf, safeLink } from './course';
import type { HomeTask, TodayMeeting } from './homeQueries';

/** The way into a meeting that may be entered now: the other system's link, or its own door. */
export type Door = { kind: 'elsewhere'; href: string } | { kind: 'here'; to: string };

/** Null while there is nothing to enter. */
export function doorOf(meeting: TodayMeeting, now: number): Door | null {
  const { phase } = courseOf(meeting, now);
  if (phase === 'over') return null;
  const href = safeLink(meeting.outside?.link);
  if (href) return { kind: 'elsewhere', href };
  const isNear = phase === 'soon' || phase === 'running';
  return meeting.kind !== 'outside' && (meeting.openSince !== null || isNear)
    ? { kind: 'here', to: `/hop/${meeting.id}` }
    : null;
}

export type NextThing =
  | { kind: 'join'; meeting: TodayMeeting; door: Door }
  | { kind: 'task'; task: HomeTask }
  | { kind: 'wait'; meeting: TodayMeeting };

/**
 * What a unit does next: it goes into what meets now, else does its most urgent task, else waits for its next meeting.
 * @param meetings from today on, by their beginning
 * @param tasks the most urgent first
 */
export function nextThingOf(
  meetings: readonly TodayMeeting[],
  tasks: readonly HomeTask[],
  now: number,
): NextThing | null {
  for (const meeting of meetings) {
    const { phase } = courseOf(meeting, now);
    const door = phase === 'soon' || phase === 'running' ? doorOf(meeting, now) : null;
    if (door) return { kind: 'join', meeting, door };
  }
  const task = tasks[0];
  if (task) return { kind: 'task', task };
  const meeting = meetings.find((one) => courseOf(one, now).phase !== 'over');
  return meeting ? { kind: 'wait', meeting } : null;
}
