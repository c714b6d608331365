import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageSection } from '../../ui/PageSection';
import { useNow } from '../../ui/useNow';
import { type TodayMeeting, todayQuery } from './homeQueries';
import { TodayCard } from './TodayCard';

const tickMs = 15_000;
const comingShown = 3;

/** The unit's meetings of today with a countdown, and what comes next. */
export function TodayMeetings() {
  const { t } = useTranslation('home');
  const now = useNow(tickMs);
  const query = useQuery(todayQuery);
  const hasUnit = Boolean(useSession().data?.account?.unitId);
  const data = query.data;
  const today = data?.meetings.filter((meeting) => meeting.day <= data.day) ?? [];
  const coming = data?.meetings.filter((meeting) => meeting.day > data.day).slice(0, comingShown) ?? [];
  const cards = (meetings: readonly TodayMeeting[]) => (
    <ul className="today-cards">
      {meetings.map((meeting) => (
        <TodayCard key={meeting.id} meeting={meeting} now={now} today={data?.day ?? ''} />
      ))}
    </ul>
  );
  return (
    <>
      <PageSection id="today" title={t('today')} more={<Link to="/lich-hop">{t('calendar')}</Link>}>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
        {today.length > 0 && cards(today)}
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
      {coming.length > 0 && (
        <PageSection id="coming" title={t('next')}>
          {cards(coming)}
        </PageSection>
      )}
    </>
  );
}
