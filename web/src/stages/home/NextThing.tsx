import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { OfferedTimes } from '../../ui/meeting/OfferedTimes';
import { StandingTag } from '../../ui/meeting/StageTag';
import { useNow } from '../../ui/useNow';
import { useTimes } from '../../ui/useTimes';
import { courseOf } from './course';
import { offersTimes, tasksQuery, todayQuery } from './homeQueries';
import { CourseTag, JoinLink } from './MeetingOfDay';
import { nextThingOf } from './whatNext';

const tickMs = 15_000;

/** What to do next, in one button; nothing when there is nothing. */
export function NextThing() {
  const { t } = useTranslation('home');
  const times = useTimes();
  const now = useNow(tickMs);
  const today = useQuery(todayQuery);
  const tasks = useQuery(tasksQuery);
  if (!today.data || !tasks.data) return null;
  const next = nextThingOf(today.data.meetings, tasks.data, now);
  if (!next) return null;
  const meeting = next.kind === 'task' ? next.task.meeting : next.meeting;
  const title = meeting && (meeting.title || t('untitled'));
  return (
    <section className="panel home-next" aria-labelledby="next-thing">
      <div>
        <h2 id="next-thing">{t(`nextThing.${next.kind}`)}</h2>
        {/* A task that belongs to no meeting is told by its button alone. */}
        {title && <p className="home-next-title">{title}</p>}
        <p>
          {next.kind === 'task' ? (
            <StandingTag standing={next.task.standing} />
          ) : (
            <CourseTag course={courseOf(next.meeting, now)} />
          )}{' '}
          {meeting?.startsAt && t('meetingAt', { time: times.dateTime(meeting.startsAt) })}
          {next.kind === 'task' && next.task.dueAt && (
            <>
              {meeting?.startsAt && ' · '}
              {t('dueBy', { time: times.due(next.task.dueAt) })}
            </>
          )}
        </p>
      </div>
      {next.kind === 'join' && <JoinLink door={next.door} isFirst />}
      {next.kind === 'task' && offersTimes(next.task) && <OfferedTimes meetingId={next.task.meeting.id} />}
      {next.kind === 'task' && !offersTimes(next.task) && (
        <Link className="button-link is-primary" to={next.task.link}>
          {next.task.text}
        </Link>
      )}
      {next.kind === 'wait' && (
        <Link className="button-link" to={`/cuoc-hop/${next.meeting.id}`}>
          {t('open')}
        </Link>
      )}
    </section>
  );
}
