import type { CalendarMeeting } from './calendarQueries';

/** A meeting on one of its days. */
export interface Placed {
  meeting: CalendarMeeting;
  /** It began on an earlier day. */
  continued: boolean;
  /** Whether it is one of the morning of that day; what goes on from the day before is. */
  morning: boolean;
}

const noon = '12:00';

/** The meetings of each day, in their order. */
export function placedByDay(
  meetings: readonly CalendarMeeting[],
  days: readonly string[],
  times: { dayKey: (time: string | Date) => string; clock: (time: string | Date) => string },
): Map<string, Placed[]> {
  const placed = new Map<string, Placed[]>(days.map((day) => [day, []]));
  for (const meeting of meetings) {
    const first = times.dayKey(meeting.startsAt);
    // One that ends at midnight does not reach into the next day.
    const last = times.dayKey(new Date(Date.parse(meeting.endsAt) - 1));
    for (const day of days) {
      if (day < first || day > last) continue;
      const continued = day > first;
      placed.get(day)?.push({ meeting, continued, morning: continued || times.clock(meeting.startsAt) < noon });
    }
  }
  return placed;
}
