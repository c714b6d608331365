import { StageTag, StandingTag } from '../../ui/meeting/StageTag';
import { MeetingLink, MeetingWhen } from './MeetingWords';
import type { MeetingSummary } from './meetingQueries';

/** The list on a phone. */
export function MeetingCards({ meetings }: { meetings: readonly MeetingSummary[] }) {
  return (
    <ul className="meeting-cards">
      {meetings.map((meeting) => (
        <li key={meeting.id} className="panel">
          <MeetingLink meeting={meeting} />
          <MeetingWhen meeting={meeting} />
          <span className="meeting-tags">
            <StageTag stage={meeting.stage} />
            <StandingTag standing={meeting.standing} />
          </span>
        </li>
      ))}
    </ul>
  );
}
