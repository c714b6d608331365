import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import './approval.css';
import { proposalsQuery, useDecided } from './approvalQueries';
import './texts';

/** What the office offers to a unit whose meeting has to move; one click sends the registration again. */
export function ProposalsPage() {
  const { t } = useTranslation('approval');
  const { meetingId = '' } = useParams();
  const times = useTimes();
  const say = useSaying();
  const ask = useOfficialAct();
  const navigate = useNavigate();
  const decided = useDecided();
  const proposals = useQuery(proposalsQuery(meetingId));
  const data = proposals.data;
  const accept = useMutation({
    mutationFn: (startsAt: string) =>
      answerOf(
        api.POST('/api/meetings/{id}/proposals/accept', {
          params: { path: { id: meetingId } },
          body: { version: data?.version ?? 0, startsAt },
        }),
      ),
    onSuccess: async () => {
      say.done(t('proposals.accepted'));
      await decided();
      navigate(`/cuoc-hop/${meetingId}`, { replace: true });
    },
    onError: (error) => {
      say.refused(error);
      void proposals.refetch();
    },
  });
  const askToAccept = (startsAt: string) => {
    const time = `${times.clock(startsAt)}, ${times.day(startsAt)}`;
    ask({
      title: t('asking.accept', { time }),
      act: t('proposals.accept', { time }),
      tells: t('asking.acceptTells'),
      onAct: () => accept.mutateAsync(startsAt),
    });
  };
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
          <div className="approval-buttons">
            {data.proposals.map((time, index) => (
              <Button
                key={time}
                size="large"
                type={index === 0 ? 'primary' : 'default'}
                loading={accept.isPending}
                onClick={() => askToAccept(time)}
              >
                {t('proposals.accept', { time: `${times.clock(time)}, ${times.day(time)}` })}
              </Button>
            ))}
          </div>
          <Link to={`/cuoc-hop/${meetingId}`}>{t('proposals.edit')}</Link>
        </section>
      )}
    </>
  );
}
