import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import { AttendanceLine } from './AttendanceLine';
import './attendance.css';
import { attendanceQuery, useCallRest } from './attendanceQueries';
import './texts';

/** "Điểm danh" of a meeting that others run: who was there, with how many people. */
export function AttendancePage() {
  const { t } = useTranslation('attendance');
  const { meetingId = '' } = useParams();
  const say = useSaying();
  const query = useQuery(attendanceQuery(meetingId));
  const rest = useCallRest(meetingId);
  const attendance = query.data;
  if (!attendance) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      </>
    );
  }
  const isOutside = attendance.kind === 'outside';
  const left = attendance.sites.filter(({ mayWrite, state }) => mayWrite && state === 'notCalled').length;
  return (
    <>
      <PageHeader
        title={t('title', { title: attendance.title })}
        lead={t(isOutside ? 'lead' : 'none')}
        actions={
          left > 1 && (
            <Button
              size="large"
              loading={rest.isPending}
              onClick={() =>
                rest.mutate(undefined, {
                  onSuccess: ({ called }) => say.done(t('restDone', { count: called })),
                  onError: say.refused,
                })
              }
            >
              {t('rest')}
            </Button>
          )
        }
      />
      <p>
        <Link to={`/cuoc-hop/${meetingId}`}>{t('back')}</Link>
      </p>
      {isOutside && (
        <>
          {!attendance.isOpen && attendance.stage !== 'summarised' && (
            <Alert type="info" showIcon title={t('notYet')} />
          )}
          <section className="panel attendance" aria-labelledby="attendance-summary">
            <h2 id="attendance-summary">{t('summary', attendance)}</h2>
            <ul>
              {attendance.sites.map((site) => (
                <AttendanceLine key={`${site.siteId} ${site.at}`} meetingId={meetingId} site={site} />
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}
