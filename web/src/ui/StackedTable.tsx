import { Grid, Table, type TableColumnType, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import './StackedTable.css';

interface StackedTableProps<T> extends Omit<TableProps<T>, 'columns'> {
  columns: readonly TableColumnType<T>[];
}

/** A table whose lines become cards on a phone, each value beside its column's title: nothing is to be moved sideways. */
export function StackedTable<T extends object>({ columns, className = '', ...table }: StackedTableProps<T>) {
  const wide = Grid.useBreakpoint().md ?? true;
  if (wide) return <Table<T> {...table} className={className} columns={[...columns]} />;
  const card: TableColumnType<T> = {
    key: 'card',
    render: (_, line, index) => (
      <dl className="stacked-line">
        {columns.map((column, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are.
          <div key={place}>
            <dt>{column.title as ReactNode}</dt>
            <dd>{cellOf(column, line, index)}</dd>
          </div>
        ))}
      </dl>
    ),
  };
  return <Table<T> {...table} className={`${className} is-stacked`} showHeader={false} columns={[card]} />;
}

function cellOf<T>(column: TableColumnType<T>, line: T, index: number): ReactNode {
  const value = typeof column.dataIndex === 'string' ? line[column.dataIndex as keyof T] : undefined;
  return (column.render ? column.render(value, line, index) : value) as ReactNode;
}
