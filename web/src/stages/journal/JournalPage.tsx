import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import '../../ui/SearchableList.css';
import { type ListAddress, pageSize, useListAddress } from '../../ui/useListAddress';
import { useTimes } from '../../ui/useTimes';
import { JournalFilters } from './JournalFilters';
import { JournalSheet } from './JournalSheet';
import { JournalTable } from './JournalTable';
import './journal.css';
import { filterOf, tableAddress } from './journalAddress';
import { journalQuery, strangersQuery } from './journalQueries';
import { StrangersPanel } from './StrangersPanel';
import './texts';

const strangersView = 'nguoi-la';

/** "Nhật ký": what happened, to be looked through, printed and taken away. */
export function JournalPage() {
  const { t, i18n } = useTranslation('journal');
  const address = useListAddress();
  const view = address.params.get('xem') ?? '';
  const strangers = useQuery(
    strangersQuery(
      view === strangersView ? address.term : '',
      view === strangersView ? address.page : 1,
      pageSize,
      i18n.language,
    ),
  );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {strangers.data && (
        <Segmented
          className="no-print journal-views"
          size="large"
          aria-label={t('views.label')}
          value={view}
          options={[
            { value: '', label: t('views.journal') },
            { value: strangersView, label: t('views.strangers') },
          ]}
          onChange={(xem) => address.look({ xem })}
        />
      )}
      {view === strangersView ? (
        <>
          <ErrorNotice error={strangers.error} onRetry={() => strangers.refetch()} />
          <StrangersPanel address={address} query={strangers} />
        </>
      ) : (
        <Lines address={address} />
      )}
    </>
  );
}

function Lines({ address }: { address: ListAddress }) {
  const { t, i18n } = useTranslation('journal');
  const times = useTimes();
  const filter = filterOf(address.params, address.term, times.instantOf);
  const query = useInfiniteQuery(journalQuery(filter, i18n.language));
  const lines = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = Object.keys(filter).length > 0;
  const clear = () => address.look(Object.fromEntries([...address.params.keys()].map((name) => [name, ''])));
  return (
    <>
      <JournalFilters address={address} />
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {query.data && (
        <>
          <div className="journal-bar no-print">
            <p className="list-count" role="status">
              {t(query.hasNextPage ? 'shown' : 'all', { count: lines.length })}
            </p>
            {isNarrowed && (
              <Button type="link" onClick={clear}>
                {t('filter.clear')}
              </Button>
            )}
            <Button type="link" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t('print')}
            </Button>
            <Button type="link" icon={<DownloadOutlined aria-hidden />} href={tableAddress(filter)} download>
              {t('export')}
            </Button>
          </div>
          {lines.length === 0 ? (
            <div className="panel">
              <EmptyState
                title={t(isNarrowed ? 'nothingTitle' : 'emptyTitle')}
                text={t(isNarrowed ? 'nothingText' : 'emptyText')}
                action={isNarrowed ? <Button onClick={clear}>{t('filter.clear')}</Button> : undefined}
              />
            </div>
          ) : (
            <JournalTable lines={lines} look={address.look} />
          )}
          {query.hasNextPage && (
            <Button
              className="journal-more no-print"
              size="large"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('more')}
            </Button>
          )}
          <JournalSheet lines={lines} />
        </>
      )}
    </>
  );
}
