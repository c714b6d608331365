import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { differenceText } from './differenceText';
import { siteChangesQuery } from './siteQueries';

/** What was changed, when and by whom. Whoever oversees the site sees what is new marked once. */
export function HistoryPanel({ siteId }: { siteId: string }) {
  const { t } = useTranslation('sites');
  const times = useTimes();
  const queries = useQueryClient();
  const changes = useInfiniteQuery(siteChangesQuery(siteId));
  const { mutate: markSeen } = useMutation({
    // It was on the screen, also for who leaves the page at once.
    mutationFn: () => answerOf(api.POST('/api/sites/{id}/seen', { params: { path: { id: siteId } }, keepalive: true })),
    // The marks on this page stay while it is open.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sites'] }),
  });
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  const hasUnseen = items.some((change) => change.isUnseen);
  useEffect(() => {
    if (hasUnseen) markSeen();
  }, [hasUnseen, markSeen]);

  return (
    <section className="panel" aria-labelledby="history-title">
      <h2 id="history-title">{t('history.title')}</h2>
      <ErrorNotice error={changes.error} onRetry={() => changes.refetch()} />
      {changes.isPending && <Skeleton active />}
      {changes.data && items.length === 0 && <p className="site-note">{t('history.empty')}</p>}
      <ol className="site-history">
        {items.map((change) => (
          <li key={change.id}>
            <p className="site-note">
              {t('history.by', { by: change.by, at: times.dateTime(change.at) })}{' '}
              {change.isUnseen && <StateTag tone="blue">{t('history.fresh')}</StateTag>}
            </p>
            <ul>
              {change.differences.map((difference) => {
                const text = differenceText(difference, t);
                return <li key={text}>{text}</li>;
              })}
            </ul>
          </li>
        ))}
      </ol>
      {changes.hasNextPage && (
        <Button loading={changes.isFetchingNextPage} onClick={() => changes.fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </section>
  );
}
