import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import '../../ui/meeting/texts';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { type Course, courseOf } from './course';
import type { TodayMeeting } from './homeQueries';
import { useSpan } from './useSpan';
import { type Door, doorOf } from './whatNext';

/** A meeting of one's unit in words: when, what, whose, how long still. */
export function MeetingOfDay({ meeting, now }: { meeting: TodayMeeting; now: number }) {
  const { t } = useTranslation('home');
  const kinds = useTranslation('meeting').t;
  const times = useTimes();
  const own = useSession().data?.account?.unitName;
  const part = meeting.isMain ? 'main' : meeting.ownSites.length > 0 ? 'member' : 'registers';
  const facts = [
    meeting.outside?.organiser ?? (meeting.unitName === own ? null : meeting.unitName),
    meeting.chairName && t('chair', { name: meeting.chairName }),
    meeting.mainSite && !meeting.isMain && t('mainSite', { name: meeting.mainSite }),
    t(part),
    meeting.kind !== 'planned' && kinds(`kinds.${meeting.kind}`),
  ].filter(Boolean);
  return (
    <>
      <h3>
        <time dateTime={meeting.startsAt}>{times.clock(meeting.startsAt)}</time>–{times.clock(meeting.endsAt)}{' '}
        <Link to={`/cuoc-hop/${meeting.id}`}>{meeting.title}</Link>
      </h3>
      <p>
        <CourseTag course={courseOf(meeting, now)} /> {facts.join(' · ')}
      </p>
      {meeting.outside?.dial && <p>{t('dial', { dial: meeting.outside.dial })}</p>}
    </>
  );
}

export function CourseTag({ course }: { course: Course }) {
  const { t } = useTranslation('home');
  const span = useSpan();
  if (course.phase === 'over') return <StateTag tone="plain">{t('over')}</StateTag>;
  const time = span(course.span);
  if (course.phase === 'running') return <StateTag tone="bad">{t('running', { time })}</StateTag>;
  return <StateTag tone={course.phase === 'soon' ? 'waiting' : 'blue'}>{t('startsIn', { time })}</StateTag>;
}

/** "Tham gia ngay" where one can join; else from when. */
export function WayIn({ meeting, now }: { meeting: TodayMeeting; now: number }) {
  const { t } = useTranslation('home');
  const times = useTimes();
  const door = doorOf(meeting, now);
  if (door) return <JoinLink door={door} label={t('joinMeeting', { title: meeting.title })} />;
  if (courseOf(meeting, now).phase !== 'ahead' || !meeting.connectFrom) return null;
  return <small>{t('connectFrom', { time: times.clock(meeting.connectFrom) })}</small>;
}

/** @param label which meeting it leads into, for those who do not see beside what it stands; none: it stands beside its only one */
export function JoinLink({ door, label, isFirst = false }: { door: Door; label?: string; isFirst?: boolean }) {
  const { t } = useTranslation('home');
  const look = isFirst ? 'button-link is-primary' : 'button-link';
  return door.kind === 'elsewhere' ? (
    <a className={look} href={door.href} target="_blank" rel="noreferrer" aria-label={label}>
      {t('join')}
    </a>
  ) : (
    <Link className={look} to={door.to} aria-label={label}>
      {t('join')}
    </Link>
  );
}
