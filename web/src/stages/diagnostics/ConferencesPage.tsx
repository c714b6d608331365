import { useQuery } from '@tanstack/react-query';
import { Skeleton, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { conferencesQuery, reportsQuery } from './diagnosticsQueries';
import './diagnostics.css';
import './texts';

/** The conferences that run now, and the problems that sites reported. */
export function ConferencesPage() {
  const { t } = useTranslation('diagnostics');
  const times = useTimes();
  const conferences = useQuery(conferencesQuery);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ErrorNotice error={conferences.error} onRetry={() => conferences.refetch()} />
      {conferences.isPending && <Skeleton active />}
      {conferences.data && (
        <Table
          className="panel"
          rowKey="id"
          dataSource={conferences.data}
          pagination={false}
          scroll={{ x: true }}
          locale={{ emptyText: <EmptyState title={t('emptyTitle')} text={t('emptyText')} /> }}
          columns={[
            {
              title: t('room'),
              render: (_, conference) => <Link to={`/quan-tri/chan-doan/${conference.id}`}>{conference.name}</Link>,
            },
            { title: t('openedAt'), render: (_, conference) => times.dateTime(conference.openedAt) },
            { title: t('participants'), align: 'right', dataIndex: 'participants' },
          ]}
        />
      )}
      <Reports />
    </>
  );
}

function Reports() {
  const { t } = useTranslation('diagnostics');
  const times = useTimes();
  const { data, error } = useQuery(reportsQuery);
  return (
    <section className="problem-reports" aria-labelledby="problem-reports">
      <h2 id="problem-reports">{t('reports')}</h2>
      <p>{t('reportsLead')}</p>
      <ErrorNotice error={error} />
      {data && (
        <Table
          className="panel"
          rowKey="code"
          dataSource={data}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          locale={{ emptyText: t('reportsEmpty') }}
          columns={[
            {
              title: t('code'),
              render: (_, { code }) => (
                <a href={`/api/admin/problem-reports/${code}`} download aria-label={t('download', { code })}>
                  <b>{code}</b>
                </a>
              ),
            },
            { title: t('sentAt'), render: (_, { sentAt }) => times.dateTime(sentAt) },
          ]}
        />
      )}
    </section>
  );
}
