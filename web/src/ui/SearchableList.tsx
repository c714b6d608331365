import { SearchOutlined } from '@ant-design/icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { Input, Pagination, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNotice } from './ErrorNotice';
import './SearchableList.css';
import { type ListAddress, pageSize as usualPageSize } from './useListAddress';
import { useTyped } from './useTyped';

interface SearchableListProps<T> {
  address: ListAddress;
  query: UseQueryResult<{ items: readonly T[]; total: number }>;
  /** What can be looked for. */
  label: string;
  /** More about it, on hovering. */
  hint?: string;
  autoFocus?: boolean;
  filters?: ReactNode;
  /** Entries on a page; 50 when not given. */
  pageSize?: number;
  /** How many there are, in words. */
  total: (count: number) => string;
  /** Instead of the entries when there are none. */
  empty: ReactNode;
  /** @param before entries on the pages before this one */
  children: (items: readonly T[], before: number) => ReactNode;
}

/** A list of the office: a search field, filters, how many were found, the entries, the pages. */
export function SearchableList<T>(props: SearchableListProps<T>) {
  const { address, query, filters, pageSize = usualPageSize, total, empty, children } = props;
  const [typed, type] = useTyped(address.search, (tim) => address.look({ tim }));
  return (
    <>
      <search className="list-search">
        <Input
          size="large"
          type="search"
          allowClear
          autoFocus={props.autoFocus}
          prefix={<SearchOutlined aria-hidden />}
          aria-label={props.label}
          placeholder={props.label}
          title={props.hint}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        {filters}
      </search>
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.data && (
        <>
          <p className="list-count" role="status">
            {total(query.data.total)}
          </p>
          {query.data.items.length === 0 ? (
            <div className="panel">{empty}</div>
          ) : (
            children(query.data.items, (address.page - 1) * pageSize)
          )}
          <Pagination
            className="list-pages"
            hideOnSinglePage
            showSizeChanger={false}
            current={address.page}
            pageSize={pageSize}
            total={query.data.total}
            onChange={(wanted) => address.look({ trang: String(wanted) })}
          />
        </>
      )}
    </>
  );
}
