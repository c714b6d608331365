import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import type { Level, StationSummary } from './preparationQueries';
import { StationBar, StationProgress, StationTag } from './StationWords';
import { treeOf } from './stations';

interface StationTableProps {
  stations: readonly StationSummary[];
  /** Empty: the stations are a plain list. */
  levels: readonly Level[];
  onOpen: (station: StationSummary) => void;
}

/** All stations, those of a district under it: how far each is, in one line. */
export function StationTable({ stations, levels, onOpen }: StationTableProps) {
  const { t } = useTranslation('preparation');
  const nodes = useMemo(() => treeOf(stations, levels), [stations, levels]);
  const people = (station: StationSummary) =>
    station.people.length === 0
      ? t('duty.nobody')
      : station.people
          .map(({ role, name, phone }) => `${t(`duties.${role}`)}: ${name}${phone ? `, ${phone}` : ''}`)
          .join(' · ');
  const name = (station: StationSummary) => (
    <span className="dense-line">
      <Button className="preparation-name" type="link" title={station.name} onClick={() => onOpen(station)}>
        {station.name}
      </Button>
      {station.role !== 'member' && <span>{t(`roles.${station.role}`)}</span>}
    </span>
  );
  const late = ({ late: count }: Level) =>
    count > 0 && <span className="preparation-late">{t('stations.lateCount', { count })}</span>;
  const columns: DenseColumn<StationSummary, Level>[] = [
    { key: 'name', title: t('stations.name'), width: '30%', render: name },
    {
      key: 'people',
      title: t('stations.people'),
      render: people,
      group: ({ rosters, sites }) => t('stations.staffed', { done: rosters, count: sites }),
    },
    {
      key: 'checks',
      title: t('stations.checks'),
      width: '16rem',
      render: (station) => <StationProgress station={station} />,
      group: ({ percent }) => <StationBar percent={percent}>{t('stations.progress', { percent })}</StationBar>,
    },
    {
      key: 'state',
      title: t('stations.state'),
      width: '11rem',
      render: (station) => <StationTag station={station} />,
      group: late,
    },
  ];
  return (
    <DenseList<StationSummary, Level>
      label={t('stations.title')}
      nodes={nodes}
      columns={columns}
      onOpen={onOpen}
      narrow={(station) => (
        <span className="dense-two">
          {name(station)}
          <span className="dense-line">
            <StationTag station={station} />
            <StationProgress station={station} />
          </span>
        </span>
      )}
      narrowGroup={(level) => (
        <span className="dense-line">
          <StationBar percent={level.percent}>{t('stations.progress', { percent: level.percent })}</StationBar>
          {late(level)}
        </span>
      )}
    />
  );
}
