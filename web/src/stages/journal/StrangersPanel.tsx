import type { UseQueryResult } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { StackedTable } from '../../ui/StackedTable';
import { type ListAddress, pageSize } from '../../ui/useListAddress';
import { useTimes } from '../../ui/useTimes';
import type { StrangerAttempts } from './journalQueries';

interface StrangersPanelProps {
  address: ListAddress;
  query: UseQueryResult<{ items: readonly StrangerAttempts[]; total: number }>;
}

/** What people whom the system does not know tried, the latest first. */
export function StrangersPanel({ address, query }: StrangersPanelProps) {
  const { t } = useTranslation('journal');
  const times = useTimes();
  const items = query.data?.items ?? [];
  return (
    <>
      <p className="list-count">{t('strangers.lead')}</p>
      {items.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('strangers.emptyTitle')} text={t('strangers.emptyText')} />
        </div>
      ) : (
        <StackedTable<StrangerAttempts>
          className="panel"
          rowKey={(row) => `${row.day} ${row.action} ${row.address} ${row.mailbox}`}
          columns={[
            { title: t('strangers.last'), render: (_, row) => times.dateTime(row.lastAt) },
            { title: t('strangers.what'), render: (_, row) => row.text },
            { title: t('strangers.mailbox'), render: (_, row) => row.mailbox || t('strangers.many') },
            { title: t('strangers.address'), render: (_, row) => row.address || t('strangers.many') },
            { title: t('strangers.attempts'), align: 'right', render: (_, row) => row.attempts },
          ]}
          dataSource={[...items]}
          pagination={false}
        />
      )}
      <Pagination
        className="list-pages"
        hideOnSinglePage
        showSizeChanger={false}
        current={address.page}
        pageSize={pageSize}
        total={query.data?.total ?? 0}
        onChange={(wanted) => address.look({ trang: String(wanted) })}
      />
    </>
  );
}
