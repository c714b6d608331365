import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StageTag } from '../../ui/meeting/StageTag';
import { useTimes } from '../../ui/useTimes';
import type { Placed } from './byDay';

/** A meeting on a day with what one has to know of it. */
export function MeetingLine({ placed }: { placed: Placed }) {
  const { t } = useTranslation('meetingCalendar');
  const times = useTimes();
  const { meeting, continued } = placed;
  return (
    <li className={`calendar-line is-${meeting.kind}${meeting.isMine ? ' is-mine' : ''}`}>
      <span className="calendar-time">
        {continued ? t('continued') : times.clock(meeting.startsAt)}–{times.clock(meeting.endsAt)}
      </span>
      <span className="calendar-what">
        <Link to={`/cuoc-hop/${meeting.id}`}>{meeting.title}</Link>
        <small>
          {[
            meeting.unitName,
            meeting.mainSite !== meeting.unitName && meeting.mainSite,
            meeting.chairName,
            t('sites', { count: meeting.siteCount }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        <span className="calendar-tags">
          <StageTag stage={meeting.stage} />
          {meeting.isMine && <b>{t('mine')}</b>}
        </span>
      </span>
    </li>
  );
}
