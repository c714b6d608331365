import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StandingTag } from '../../ui/meeting/StageTag';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { SummaryForm } from './SummaryForm';
import './summaries.css';
import { type Summary, summaryQuery } from './summaryQueries';
import './texts';

/** "Tổng hợp": what the meeting has concluded, how it went, what was noted. */
export function SummaryPage() {
  const { t } = useTranslation('summaries');
  const { meetingId = '' } = useParams();
  const query = useQuery(summaryQuery(meetingId));
  const summary = query.data;
  if (!summary) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      </>
    );
  }
  const isOver = summary.stage === 'ended' || summary.stage === 'summarised';
  return (
    <>
      <PageHeader title={t('title', { title: summary.title })} lead={<Lead summary={summary} />} />
      <p className="no-print">
        <Link to={`/cuoc-hop/${meetingId}`}>{t('back')}</Link>
      </p>
      {!isOver && <Alert type="info" showIcon title={t('notYet')} />}
      {isOver && <Facts summary={summary} />}
      {summary.mayWrite && <SummaryForm key={summary.version} summary={summary} />}
      {isOver && !summary.mayWrite && <Written summary={summary} />}
    </>
  );
}

function Lead({ summary }: { summary: Summary }) {
  const { t } = useTranslation('summaries');
  const times = useTimes();
  if (!summary.dueAt || !summary.standing) return null;
  return (
    <span className="summary-lead">
      <span>{t('due', { time: times.due(summary.dueAt) })}</span>
      <StandingTag standing={summary.standing} always />
    </span>
  );
}

function Facts({ summary }: { summary: Summary }) {
  const { t } = useTranslation('summaries');
  const times = useTimes();
  // Within a day the day is said once.
  const until = (from: string | null, to: string) =>
    from && times.dayKey(from) === times.dayKey(to) ? times.clock(to) : times.dateTime(to);
  const span = (from: string | null, to: string | null) =>
    [from && times.dateTime(from), to && until(from, to)].filter(Boolean).join(' – ');
  const rows = [
    [t('unit'), summary.unitName],
    [t('chair'), [summary.chairName, summary.chairPosition].filter(Boolean).join(', ')],
    [t('planned'), span(summary.startsAt, summary.endsAt)],
    [t('held'), span(summary.openedAt, summary.endedAt)],
    [t('sites'), String(summary.siteCount)],
  ];
  return (
    <section className="panel summary-facts" aria-labelledby="summary-facts">
      <h2 id="summary-facts">{t('facts')}</h2>
      <dl>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** As those read it who took part. */
function Written({ summary }: { summary: Summary }) {
  const { t } = useTranslation('summaries');
  const times = useTimes();
  if (!summary.conclusions) return <Alert className="summary-alert" type="info" showIcon title={t('notDone')} />;
  return (
    <section className="panel summary-text" aria-labelledby="summary-conclusions">
      <h2 id="summary-conclusions">{t('conclusions')}</h2>
      <p>{summary.conclusions}</p>
      {summary.quality && (
        <>
          <h2>{t('quality')}</h2>
          <p>{t(`qualities.${summary.quality}`)}</p>
        </>
      )}
      {summary.remarks && (
        <>
          <h2>{t('remarks')}</h2>
          <p>{summary.remarks}</p>
        </>
      )}
      {summary.changedAt && (
        <small>{t('by', { by: summary.changedBy, time: times.dateTime(summary.changedAt) })}</small>
      )}
    </section>
  );
}
