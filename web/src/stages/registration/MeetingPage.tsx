import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { OfferedTimes, proposalsQuery } from '../../ui/meeting/OfferedTimes';
import { StageTag } from '../../ui/meeting/StageTag';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { HistoryList } from './HistoryList';
import { MeetingActions, MeetingPlaces } from './MeetingActions';
import { MeetingContents } from './MeetingContents';
import './MeetingPage.css';
import { MeetingTimeLine } from './MeetingTimeLine';
import { mayBeOffered, watchedMeetingQuery } from './meetingQueries';
import './texts';

/** One meeting: what to do next, who meets where about what, what is due, what has happened. */
export function MeetingPage() {
  const { t } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  const { meetingId = '' } = useParams();
  const times = useTimes();
  const query = useQuery(watchedMeetingQuery(meetingId));
  const meeting = query.data;
  if (!meeting) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      </>
    );
  }
  const { startsAt, endsAt, title } = meeting.content;
  const when = startsAt
    ? `${times.day(startsAt)}, ${times.clock(startsAt)}${endsAt ? ` – ${times.clock(endsAt)}` : ''}`
    : t('list.noTime');
  return (
    <>
      <PageHeader
        title={title || t('list.noTitle')}
        lead={
          <span className="meeting-lead">
            <StageTag stage={meeting.stage} />
            <span>{when}</span>
            <span>{t('page.number', { number: meeting.number })}</span>
          </span>
        }
        actions={<MeetingActions meeting={meeting} />}
      />
      <div className="meeting-page">
        <MeetingPlaces meeting={meeting} />
        {meeting.stageReason && (
          <Alert
            type={meeting.stage === 'rejected' || meeting.stage === 'cancelled' ? 'error' : 'warning'}
            showIcon
            title={`${words(`stages.${meeting.stage}`)}. ${t('page.stageReason')}: ${meeting.stageReason}`}
          />
        )}
        {mayBeOffered(meeting) && <OtherTimes meetingId={meeting.id} />}
        {meeting.seriesId && (
          <p>
            {t('page.recurrence')} <Link to={`/cuoc-hop?chuoi=${meeting.seriesId}`}>{t('page.series')}</Link>
          </p>
        )}
        <MeetingContents meeting={meeting}>
          {meeting.deadlines.length > 0 && <MeetingTimeLine meeting={meeting} />}
        </MeetingContents>
        <HistoryList meetingId={meeting.id} stage={meeting.stage} />
      </div>
    </>
  );
}

/** What the office offers instead, each time in a button. */
function OtherTimes({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation('meeting');
  if (!useQuery(proposalsQuery(meetingId)).data?.proposals.length) return null;
  return (
    <section className="panel" aria-labelledby="offered-title">
      <h2 id="offered-title">{t('offered.title')}</h2>
      <p className="panel-lead">{t('offered.lead')}</p>
      <OfferedTimes meetingId={meetingId} />
    </section>
  );
}
