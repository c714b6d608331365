import { useQuery } from '@tanstack/react-query';
import { Skeleton, Table, type TableColumnType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { diagnosisQuery, type Participant } from './diagnosticsQueries';
import { Flows } from './Flows';
import './texts';

/** One conference: everybody's line, and on demand what flows over it and what is paused and why. */
export function DiagnosisPage() {
  const { t } = useTranslation('diagnostics');
  const times = useTimes();
  const { conferenceId = '' } = useParams();
  const { data, error, isPending, refetch } = useQuery(diagnosisQuery(conferenceId));
  const figure = (
    title: string,
    of: (participant: Participant) => number | null | undefined,
  ): TableColumnType<Participant> => ({
    title,
    align: 'right',
    sorter: (one, other) => (of(one) ?? -1) - (of(other) ?? -1),
    sortDirections: ['descend', 'ascend'],
    render: (_, participant) => of(participant)?.toFixed(0) ?? '–',
  });
  return (
    <>
      <Link to="/quan-tri/chan-doan">{t('back')}</Link>
      <PageHeader
        title={data?.conference.name ?? t('title')}
        lead={data ? t('takenAt', { time: times.clock(data.takenAt) }) : ''}
      />
      <ErrorNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton active />}
      {data && (
        <Table<Participant>
          className="panel"
          rowKey="id"
          dataSource={data.participants}
          pagination={false}
          scroll={{ x: true }}
          expandable={{
            rowExpandable: ({ media }) => Boolean(media),
            expandedRowRender: ({ media }) => media && <Flows media={media} everybody={data.participants} />,
          }}
          columns={[
            {
              title: t('name'),
              sorter: (one, other) => one.displayName.localeCompare(other.displayName, 'vi'),
              render: (_, { displayName, unitName }) => (
                <>
                  <b>{displayName}</b>
                  {unitName && unitName !== displayName && <div>{unitName}</div>}
                </>
              ),
            },
            {
              title: t('way'),
              sorter: (one, other) => (one.media?.way ?? '').localeCompare(other.media?.way ?? ''),
              render: (_, { media, way }) => <Way media={media} settled={way} />,
            },
            figure(t('rtt'), ({ media }) => media?.quality?.roundTripMs),
            figure(t('lossUp'), ({ media }) => media?.quality?.uplinkLossPercent),
            figure(t('lossDown'), ({ media }) => media?.quality?.downlinkLossPercent),
            figure(t('rateUp'), ({ media }) => media?.quality?.uplinkKbps),
            figure(t('rateDown'), ({ media }) => media?.quality?.downlinkKbps),
          ]}
        />
      )}
    </>
  );
}

/** @param settled as the client measures it: it alone knows whether its relay is inside TLS */
function Way({ media, settled }: Pick<Participant, 'media'> & { settled: Participant['way'] }) {
  const { t } = useTranslation('diagnostics');
  if (!media?.state) return t('noMedia');
  const network = media.network ? `, ${t(`networks.${media.network}`)}` : '';
  const way = media.way === 'turn' && settled === 'turns' ? settled : (media.way ?? 'none');
  return media.state === 'connected' ? `${t(`ways.${way}`)}${network}` : t(`states.${media.state}`);
}
