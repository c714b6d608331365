import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StandingTag } from '../../ui/meeting/StageTag';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { CheckBar } from './CheckWords';
import './check.css';
import { CheckList } from './CheckList';
import { CompleteButton } from './CompleteButton';
import { checkQuery, type TechnicalCheck } from './checkQueries';
import { PrintedCheck } from './PrintedCheck';
import { RunButton } from './RunButton';
import { RunStanding } from './RunStanding';
import './texts';

/** "Kiểm tra kỹ thuật": how every site came out, by district; for a commune its own. */
export function CheckPage() {
  const { t } = useTranslation('technicalCheck');
  const { meetingId = '' } = useParams();
  const times = useTimes();
  const query = useQuery(checkQuery(meetingId));
  const check = query.data;
  if (!check) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t('title', { title: check.title })}
        lead={<Lead check={check} />}
        actions={
          <>
            {check.isOpen && <RunButton check={check} />}
            {check.mayComplete && <CompleteButton check={check} />}
          </>
        }
      />
      <p className="no-print check-links">
        <Link to={`/cuoc-hop/${meetingId}`}>{t('back')}</Link>
        {check.kind === 'planned' && (
          <>
            <Button type="link" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t('print')}
            </Button>
            <Button
              type="link"
              icon={<DownloadOutlined aria-hidden />}
              href={`/api/meetings/${meetingId}/check/sheet`}
              download
            >
              {t('exportSheet')}
            </Button>
            <Button
              type="link"
              icon={<DownloadOutlined aria-hidden />}
              href={`/api/meetings/${meetingId}/check/sheet.docx`}
              download
            >
              {t('exportDocx')}
            </Button>
          </>
        )}
      </p>
      {check.kind !== 'planned' ? (
        <Alert type="info" showIcon title={t('none')} />
      ) : (
        <>
          {!check.isOpen && <Alert className="no-print check-alert" type="info" showIcon title={t('closed')} />}
          {check.anyway && (
            <Alert
              className="no-print check-alert"
              type="warning"
              showIcon
              title={t('anyway', {
                by: check.anyway.by,
                time: times.dateTime(check.anyway.at),
                reason: check.anyway.reason,
              })}
            />
          )}
          <Counts check={check} />
          <RunStanding check={check} />
          <CheckList check={check} />
          <PrintedCheck check={check} />
        </>
      )}
    </>
  );
}

function Lead({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const times = useTimes();
  return (
    <span className="check-lead">
      {check.startsAt && <span>{`${times.clock(check.startsAt)}, ${times.day(check.startsAt)}`}</span>}
      {check.dueAt && check.latestAt && (
        <span>{t('due', { time: times.due(check.dueAt), latest: times.due(check.latestAt) })}</span>
      )}
      <StandingTag standing={check.standing} always />
    </span>
  );
}

/** The three numbers that the chair asks for. */
function Counts({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  return (
    <section className="panel check-counts no-print" aria-label={t('counts')}>
      <dl>
        {(['passed', 'failed', 'notChecked'] as const).map((result) => (
          <div key={result} className={`is-${result}`}>
            <dt>{t(`results.${result}`)}</dt>
            <dd>{check.counts[result]}</dd>
          </div>
        ))}
      </dl>
      <CheckBar counts={check.counts} />
    </section>
  );
}
