import { Button, Grid, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Level, StationSummary } from './preparationQueries';
import { StationPeople, StationProgress, StationTag } from './StationWords';
import { keyOf, type StationRow, treeOf } from './stations';

interface StationTableProps {
  stations: readonly StationSummary[];
  /** Empty: the stations are a plain list. */
  levels: readonly Level[];
  onOpen: (station: StationSummary) => void;
}

/** All stations by level: a table on a desk, cards on a phone. */
export function StationTable({ stations, levels, onOpen }: StationTableProps) {
  const { t } = useTranslation('preparation');
  const wide = Grid.useBreakpoint().lg ?? true;
  if (!wide) {
    return (
      <ul className="preparation-cards">
        {stations.map((station) => (
          <li key={keyOf(station)}>
            <button type="button" className="panel" onClick={() => onOpen(station)}>
              <strong>{station.name}</strong>
              <StationTag station={station} />
              <StationPeople station={station} />
              <StationProgress station={station} />
            </button>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<StationRow>
      className="panel preparation-table"
      rowKey="key"
      size="middle"
      pagination={false}
      dataSource={treeOf(stations, levels)}
      expandable={{ defaultExpandAllRows: true }}
      rowClassName={(row) => (row.level ? 'is-level' : '')}
      columns={[
        {
          title: t('stations.name'),
          render: (_, { level, station }) =>
            level ? (
              <strong>{level.name}</strong>
            ) : (
              station && (
                <span className="preparation-name">
                  <Button type="link" onClick={() => onOpen(station)}>
                    {station.name}
                  </Button>
                  <small className="preparation-role-word">{t(`roles.${station.role}`)}</small>
                </span>
              )
            ),
        },
        {
          title: t('stations.people'),
          width: '32%',
          render: (_, { level, station }) =>
            level
              ? t('stations.staffed', { done: level.rosters, count: level.sites })
              : station && <StationPeople station={station} />,
        },
        {
          title: t('stations.checks'),
          width: '18%',
          render: (_, { level, station }) =>
            level
              ? t('stations.progress', { percent: level.percent })
              : station && <StationProgress station={station} />,
        },
        {
          title: t('stations.state'),
          width: '14%',
          render: (_, { level, station }) =>
            level
              ? level.late > 0 && (
                  <span className="preparation-late">{t('stations.lateCount', { count: level.late })}</span>
                )
              : station && <StationTag station={station} />,
        },
      ]}
    />
  );
}
