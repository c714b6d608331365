import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { Button } from '../../ui/Button';
import { DayLine } from '../../ui/dayline/DayLine';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageSection } from '../../ui/PageSection';
import { useNow } from '../../ui/useNow';
import { useTimes } from '../../ui/useTimes';
import { Waiting } from '../../ui/Waiting';
import { courseOf } from './course';
import { type TodayMeeting, todayQuery } from './homeQueries';
import { MeetingOfDay, WayIn } from './MeetingOfDay';

const tickMs = 15_000;

/** More are one click away: what is to be done stands beside them and below. */
const shownAtFirst = 8;

/** The unit's meetings of today on the line of the day, and those of the next day that has any. */
export function TodayMeetings() {
  const { t } = useTranslation('home');
  const times = useTimes();
  const now = useNow(tickMs);
  const query = useQuery(todayQuery);
  const hasUnit = Boolean(useSession().data?.account?.unitId);
  const data = query.data;
  const today = data?.meetings.filter((meeting) => meeting.day <= data.day) ?? [];
  const coming = data?.meetings.filter((meeting) => meeting.day > data.day) ?? [];
  const nextDay = coming.filter(({ day }) => day === coming[0]?.day);
  return (
    <>
      <PageSection id="today" title={t('today')} more={<Link to="/lich-hop">{t('calendar')}</Link>}>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Waiting rows={4} />}
        {data && today.length > 0 && <Day day={data.day} meetings={today} now={now} label={t('today')} />}
        {data && today.length === 0 && (
          <p className="page-none">
            {t(hasUnit ? 'noneToday' : 'noUnit')}
            {data.allToday > 0 && (
              <>
                {' '}
                <Link to={`/lich-hop?xem=ngay&ngay=${data.day}`}>{t('allToday', { count: data.allToday })}</Link>
              </>
            )}
          </p>
        )}
      </PageSection>
      {nextDay[0] && (
        <PageSection id="coming" title={t('nextDay', { day: times.day(nextDay[0].startsAt) })}>
          <Day day={nextDay[0].day} meetings={nextDay} now={now} label={t('next')} />
        </PageSection>
      )}
    </>
  );
}

interface DayProps {
  /** YYYY-MM-DD */
  day: string;
  meetings: readonly TodayMeeting[];
  now: number;
  label: string;
}

function Day({ day, meetings, now, label }: DayProps) {
  const { t } = useTranslation('home');
  const times = useTimes();
  const [all, setAll] = useState(false);
  // What is over makes room first: one looks for what is still to come.
  const open = meetings.filter((meeting) => courseOf(meeting, now).phase !== 'over');
  const first = new Set(
    [...open, ...meetings.filter((meeting) => !open.includes(meeting)).reverse()].slice(0, shownAtFirst),
  );
  const shown =
    all || meetings.length <= shownAtFirst + 1 ? meetings : meetings.filter((meeting) => first.has(meeting));
  return (
    <>
      <DayLine
        label={label}
        dayStart={times.instantOf(`${day}T00:00`).getTime()}
        now={now}
        entries={shown.map((meeting) => ({
          key: meeting.id,
          from: Date.parse(meeting.startsAt),
          to: Date.parse(meeting.endsAt),
          phase: courseOf(meeting, now).phase,
          children: <MeetingOfDay meeting={meeting} now={now} />,
          action: <WayIn meeting={meeting} now={now} />,
        }))}
      />
      {shown.length < meetings.length && (
        <Button kind="words" onClick={() => setAll(true)}>
          {t('wholeDay', { count: meetings.length })}
        </Button>
      )}
    </>
  );
}
