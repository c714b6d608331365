import type { MenuProps } from 'antd';
import { Pagination, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import type { DenseNode } from '../../ui/dense/nodes';
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
  const known = (show: (unit: Unit) => ReactNode) => (row: UnitRow) => (row.waits ? null : show(row));
  const menu = (unit: Unit) => <RowMenu label={t('units.more', { name: unit.name })} items={menuOf(unit)} />;
  const ended = ({ validTo }: Unit) =>
    validTo && <StateTag tone="plain">{t('units.endedOn', { day: dayOf(validTo) })}</StateTag>;
  const name = (unit: Unit) => (
    <span className="dense-line">
      <span>{unit.name}</span>
      {!tree && unit.path.length > 0 && <span title={wayTo(unit)}>{wayTo(unit)}</span>}
    </span>
  );
  const columns: DenseColumn<UnitRow, Unit>[] = [
    {
      key: 'name',
      title: t('units.name'),
      render: (row) => (row.waits ? <Skeleton.Input active size="small" /> : name(row)),
    },
    { key: 'state', title: t('units.state'), width: '11rem', from: 'lg', render: known(ended), group: ended },
    { key: 'level', title: t('units.level'), width: '12rem', from: 'lg', render: known(levelName), group: levelName },
    {
      key: 'code',
      title: t('units.code'),
      width: '8rem',
      render: known(({ code }) => code),
      group: ({ code }) => code,
    },
    {
      key: 'actions',
      title: <span className="visually-hidden">{t('actions')}</span>,
      width: '4.5rem',
      align: 'right',
      render: known(menu),
      group: menu,
    },
  ];
  return (
    <>
      <DenseList<UnitRow, Unit>
        label={t('units.title')}
        nodes={nodesOf(rows)}
        columns={columns}
        {...(tree && {
          folding: {
            isClosed: (id: string) => !tree.open.includes(id),
            fold: (id: string, closes: boolean) => tree.toggle(id, !closes),
          },
        })}
        openerLabel={(unit) => t('units.below', { name: unit })}
        narrow={known((unit) => (
          <span className="unit-narrow">
            {name(unit)}
            {ended(unit)}
            {menu(unit)}
          </span>
        ))}
        narrowGroup={menu}
      />
      {pagination && (
        <Pagination
          className="list-pages"
          current={pagination.page}
          pageSize={pagination.pageSize}
          total={pagination.total}
          onChange={pagination.onChange}
          hideOnSinglePage
          showSizeChanger={false}
        />
      )}
    </>
  );
}

function nodesOf(rows: readonly UnitRow[]): DenseNode<UnitRow, Unit>[] {
  return rows.map((row) =>
    !row.waits && row.children
      ? { key: row.id, group: row, name: row.name, children: nodesOf(row.children) }
      : { key: row.id, row },
  );
}

/** 2025-06-30 → 30/06/2025. */
function dayOf(day: string): string {
  return day.split('-').reverse().join('/');
}
