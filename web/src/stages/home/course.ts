const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Sites connect by themselves an hour before; a meeting outside the system says nothing of it. */
const usualConnectMs = 60 * minuteMs;

interface Timed {
  startsAt: string;
  endsAt: string;
  connectFrom: string | null;
  stage: string;
}

/** Where a meeting is in the course of time: what counts down, and whether one should be connecting. */
export interface Course {
  phase: 'ahead' | 'soon' | 'running' | 'over';
  /** Milliseconds to the beginning, since the beginning when running. */
  span: number;
}

export function courseOf(meeting: Timed, now: number): Course {
  const [start, end] = [Date.parse(meeting.startsAt), Date.parse(meeting.endsAt)];
  const connect = meeting.connectFrom ? Date.parse(meeting.connectFrom) : start - usualConnectMs;
  const isLive = meeting.stage === 'connecting' || meeting.stage === 'inSession';
  // A meeting that lasts longer than planned goes on until somebody ends it, but not for ever.
  if (meeting.stage === 'ended' || meeting.stage === 'summarised' || now >= end + (isLive ? dayMs : 0))
    return { phase: 'over', span: 0 };
  if (now >= start) return { phase: 'running', span: now - start };
  return { phase: now >= connect ? 'soon' : 'ahead', span: start - now };
}

/** A link that a browser may follow; what people paste into a form may be anything. */
export function safeLink(link: string | null | undefined): string | null {
  return link && /^https?:\/\//i.test(link.trim()) ? link.trim() : null;
}
