import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Matrix } from '../../ui/dense/Matrix';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { matrixOf } from './matrix';
import { type Level, matrixQuery, type StationSummary } from './preparationQueries';
import { treeOf } from './stations';

interface StationMatrixProps {
  meetingId: string;
  stations: readonly StationSummary[];
  levels: readonly Level[];
  onOpen: (station: StationSummary) => void;
}

/** "Bảng tổng hợp": districts and sites by the items of the checklist, to be looked at rather than read. */
export function StationMatrix({ meetingId, stations, levels, onOpen }: StationMatrixProps) {
  const { t } = useTranslation('preparation');
  const query = useQuery(matrixQuery(meetingId));
  const sites = useMemo(() => stations.filter(({ siteId }) => siteId), [stations]);
  const nodes = useMemo(() => treeOf(sites, levels), [sites, levels]);
  const matrix = useMemo(() => query.data && matrixOf(query.data, sites, levels), [query.data, sites, levels]);
  if (!matrix) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      </>
    );
  }
  return (
    <Matrix<StationSummary, Level>
      label={t('stations.matrix')}
      rowTitle={t('stations.name')}
      columns={matrix.columns}
      nodes={nodes}
      name={(station) => station.name}
      mark={(station, column) => matrix.mark(station.siteId ?? '', column)}
      share={(level, column) => matrix.share(level.unitId, column)}
      onOpen={onOpen}
    />
  );
}
