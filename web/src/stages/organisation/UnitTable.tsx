import { DownOutlined, RightOutlined } from '@ant-design/icons';
import type { MenuProps } from 'antd';
import { Button, Skeleton, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import type { Unit } from './organisationQueries';
import { RowMenu } from './RowMenu';
import { type UnitRow, wayTo } from './unitRows';
import { useLevelName } from './useLevelName';

interface UnitTableProps {
  rows: readonly UnitRow[];
  menuOf: (unit: Unit) => MenuProps['items'];
  /** The tree's units that are open; none: a flat list, each unit with its way. */
  tree?: { open: readonly string[]; toggle: (id: string, opens: boolean) => void };
  pagination?: { page: number; pageSize: number; total: number; onChange: (page: number) => void };
}

/** Units with what can be done to each. */
export function UnitTable({ rows, menuOf, tree, pagination }: UnitTableProps) {
  const { t } = useTranslation('organisation');
  const levelName = useLevelName();
  return (
    <Table<UnitRow>
      className="panel administration-table"
      rowKey="id"
      size="middle"
      dataSource={[...rows]}
      pagination={
        pagination
          ? {
              current: pagination.page,
              pageSize: pagination.pageSize,
              total: pagination.total,
              onChange: pagination.onChange,
              hideOnSinglePage: true,
              showSizeChanger: false,
            }
          : false
      }
      expandable={
        tree && {
          expandedRowKeys: tree.open,
          onExpand: (opens, { id }) => tree.toggle(id, opens),
          expandIcon: ({ expanded, expandable, onExpand, record }) =>
            expandable && !record.waits ? (
              <Button
                className="unit-opener"
                type="text"
                size="small"
                icon={expanded ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
                aria-expanded={expanded}
                aria-label={t('units.below', { name: record.name })}
                onClick={(event) => onExpand(record, event)}
              />
            ) : (
              <span className="unit-opener" />
            ),
        }
      }
      columns={[
        {
          title: t('units.name'),
          render: (_, row) =>
            row.waits ? (
              <Skeleton.Input active size="small" />
            ) : (
              <span className="unit-name">
                {row.name}
                {row.validTo && (
                  <>
                    {' '}
                    <StateTag tone="plain">{t('units.endedOn', { day: dayOf(row.validTo) })}</StateTag>
                  </>
                )}
                {!tree && row.path.length > 0 && <span className="cell-note">{wayTo(row)}</span>}
              </span>
            ),
        },
        {
          title: t('units.level'),
          width: '12em',
          responsive: ['lg'],
          render: (_, row) => (row.waits ? null : levelName(row)),
        },
        { title: t('units.code'), width: '8em', responsive: ['md'], render: (_, row) => (row.waits ? null : row.code) },
        {
          title: <span className="visually-hidden">{t('actions')}</span>,
          width: '4.5em',
          align: 'right',
          render: (_, row) =>
            row.waits ? null : <RowMenu label={t('units.more', { name: row.name })} items={menuOf(row)} />,
        },
      ]}
    />
  );
}

/** 2025-06-30 → 30/06/2025. */
function dayOf(day: string): string {
  return day.split('-').reverse().join('/');
}
