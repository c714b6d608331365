import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StageTag } from '../../ui/meeting/StageTag';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { type Course, courseOf, safeLink } from './course';
import type { TodayMeeting } from './homeQueries';
import { useSpan } from './useSpan';

/** A meeting of one's unit: when, what, where, how long still, and the way in. */
export function TodayCard({ meeting, now, today }: { meeting: TodayMeeting; now: number; today: string }) {
  const { t } = useTranslation('home');
  const kinds = useTranslation('meeting').t;
  const times = useTimes();
  const course = courseOf(meeting, now);
  const part = meeting.isMain ? 'main' : meeting.ownSites.length > 0 ? 'member' : 'registers';
  return (
    <li className={`today-card is-${course.phase}`}>
      <div className="today-time">
        {meeting.day !== today && <small>{times.day(meeting.startsAt)}</small>}
        <b>
          <time dateTime={meeting.startsAt}>{times.clock(meeting.startsAt)}</time>
        </b>
        <small>{t('until', { time: times.clock(meeting.endsAt) })}</small>
      </div>
      <div className="today-body">
        <h3>
          <Link className="today-title" to={`/cuoc-hop/${meeting.id}`}>
            {meeting.title}
          </Link>
        </h3>
        <p>
          {meeting.outside?.organiser ?? meeting.unitName}
          {meeting.chairName && ` · ${t('chair', { name: meeting.chairName })}`}
        </p>
        {meeting.mainSite && !meeting.isMain && <p>{t('mainSite', { name: meeting.mainSite })}</p>}
        <div className="today-tags">
          <CourseTag course={course} />
          <StageTag stage={meeting.stage} />
          {meeting.kind !== 'planned' && <StateTag tone="plain">{kinds(`kinds.${meeting.kind}`)}</StateTag>}
          <StateTag tone="plain">{t(part)}</StateTag>
        </div>
      </div>
      <Ways meeting={meeting} course={course} />
    </li>
  );
}

function CourseTag({ course }: { course: Course }) {
  const { t } = useTranslation('home');
  const span = useSpan();
  if (course.phase === 'over') return <StateTag tone="plain">{t('over')}</StateTag>;
  const time = span(course.span);
  if (course.phase === 'running') return <StateTag tone="bad">{t('running', { time })}</StateTag>;
  return <StateTag tone={course.phase === 'soon' ? 'waiting' : 'blue'}>{t('startsIn', { time })}</StateTag>;
}

/** "Tham gia ngay" where one can join: the other system's link, or the meeting's own door; else the meeting's own page. */
function Ways({ meeting, course }: { meeting: TodayMeeting; course: Course }) {
  const { t } = useTranslation('home');
  const times = useTimes();
  const link = safeLink(meeting.outside?.link);
  const isNear = course.phase === 'soon' || course.phase === 'running';
  const joined = t('joinMeeting', { title: meeting.title });
  if (link && course.phase !== 'over') {
    return (
      <div className="today-ways">
        <a className="button-link is-primary" href={link} target="_blank" rel="noreferrer" aria-label={joined}>
          {t('join')}
        </a>
        {meeting.outside?.dial && <small>{t('dial', { dial: meeting.outside.dial })}</small>}
      </div>
    );
  }
  if (meeting.kind !== 'outside' && (meeting.openSince !== null || isNear)) {
    return (
      <div className="today-ways">
        <Link className="button-link is-primary" to={`/hop/${meeting.id}`} aria-label={joined}>
          {t('join')}
        </Link>
        <small>{t(meeting.openSince ? 'isOpen' : 'opensSoon')}</small>
      </div>
    );
  }
  return (
    <div className="today-ways">
      <Link
        className="button-link"
        to={`/cuoc-hop/${meeting.id}`}
        aria-label={t('openMeeting', { title: meeting.title })}
      >
        {t('open')}
      </Link>
      {meeting.outside?.dial && <small>{t('dial', { dial: meeting.outside.dial })}</small>}
      {course.phase === 'ahead' && meeting.connectFrom && (
        <small>{t('connectFrom', { time: times.clock(meeting.connectFrom) })}</small>
      )}
    </div>
  );
}
