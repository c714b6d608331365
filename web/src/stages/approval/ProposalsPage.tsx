import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { OfferedTimes, proposalsQuery } from '../../ui/meeting/OfferedTimes';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import './approval.css';
import './texts';

/** What the office offers to a unit whose meeting has to move; one click sends the registration again. */
export function ProposalsPage() {
  const { t } = useTranslation('approval');
  const { meetingId = '' } = useParams();
  const times = useTimes();
  const navigate = useNavigate();
  const proposals = useQuery(proposalsQuery(meetingId));
  const data = proposals.data;
  return (
    <>
      <PageHeader title={t('proposals.title')} lead={t('proposals.lead')} />
      <ErrorNotice error={proposals.error} onRetry={() => proposals.refetch()} />
      {proposals.isPending && <Skeleton active />}
      {data && (
        <section className="panel approval-detail" aria-labelledby="proposals-title">
          <h2 id="proposals-title">{data.title}</h2>
          {data.startsAt && data.endsAt && (
            <p>
              {t('proposals.was', {
                time: `${times.clock(data.startsAt)}–${times.clock(data.endsAt)}, ${times.day(data.startsAt)}`,
              })}
            </p>
          )}
          {data.decision?.reason && <p>{data.decision.reason}</p>}
          {data.proposals.length === 0 && (
            <EmptyState title={t('proposals.noneTitle')} text={t('proposals.noneText')} headingLevel={3} />
          )}
          <OfferedTimes
            meetingId={meetingId}
            onAccepted={() => navigate(`/cuoc-hop/${meetingId}`, { replace: true })}
          />
          <Link to={`/cuoc-hop/${meetingId}`}>{t('proposals.edit')}</Link>
        </section>
      )}
    </>
  );
}
