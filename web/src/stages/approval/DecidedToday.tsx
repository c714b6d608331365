import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { components } from '../../api/schema';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StageTag } from '../../ui/meeting/StageTag';
import { StackedTable } from '../../ui/StackedTable';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { decidedTodayQuery, useDecided } from './approvalQueries';
import { takeBack } from './useDecisions';

type Decided = components['schemas']['DecidedToday'];

/** What was decided today, the newest first; what nobody has acted upon, or not even been told of, can be taken back. */
export function DecidedToday() {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const say = useSaying();
  const ask = useOfficialAct();
  const decided = useDecided();
  const query = useQuery(decidedTodayQuery);
  const askToTakeBack = (one: Decided) =>
    ask({
      title: t('today.ask', { title: one.title, verdict: t(`today.decisions.${one.verdict}`) }),
      act: t('today.takeBack'),
      tells: t(one.verdict === 'approved' ? 'today.tells' : 'today.tellsNobody', { unit: one.unitName }),
      danger: true,
      onAct: () =>
        takeBack(one.meetingId, one.version)
          .then(
            () => say.done(t('today.takenBack', { title: one.title, verdict: t(`today.decisions.${one.verdict}`) })),
            say.refused,
          )
          .finally(decided),
    });
  if (!query.data) {
    return query.error ? (
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <Skeleton active paragraph={{ rows: 6 }} />
    );
  }
  if (query.data.length === 0) {
    return (
      <div className="panel">
        <EmptyState title={t('today.emptyTitle')} text={t('today.emptyText')} />
      </div>
    );
  }
  return (
    <section className="panel" aria-label={t('today.label')}>
      <StackedTable<Decided>
        size="small"
        rowKey={(one) => `${one.meetingId} ${one.at}`}
        pagination={false}
        dataSource={query.data}
        columns={[
          { title: t('today.at'), width: '5rem', render: (_, one) => times.clock(one.at) },
          { title: t('today.verdict'), width: '11rem', render: (_, one) => t(`history.verdicts.${one.verdict}`) },
          {
            title: t('today.meeting'),
            render: (_, one) => (
              <>
                <Link to={`/cuoc-hop/${one.meetingId}`}>{one.title}</Link>
                <br />
                <small>
                  {[one.unitName, one.startsAt && times.dateTime(one.startsAt)].filter(Boolean).join(' · ')}
                </small>
              </>
            ),
          },
          { title: t('today.by'), width: '12rem', render: (_, one) => one.by },
          { title: t('today.stage'), width: '10rem', render: (_, one) => <StageTag stage={one.stage} /> },
          {
            title: <span className="visually-hidden">{t('today.takeBack')}</span>,
            width: '8rem',
            render: (_, one) =>
              one.mayTakeBack && (
                <Button size="small" onClick={() => askToTakeBack(one)}>
                  {t('today.takeBack')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}
