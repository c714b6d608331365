import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { ApprovalDetail } from './ApprovalDetail';
import './approval.css';
import { decidedTodayQuery, queueQuery } from './approvalQueries';
import { DecidedToday } from './DecidedToday';
import { QueueList } from './QueueList';
import type { DialogName } from './ReasonDialogs';
import './texts';
import { useShortcuts } from '../../ui/useShortcuts';

/** "Phê duyệt": what waits, and beside it the one that is being decided about. */
export function ApprovalPage() {
  const { t } = useTranslation('approval');
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const list = params.get('loc') ?? '';
  const displaced = list === 'xep-lai';
  const isToday = list === 'hom-nay';
  const waiting = useQuery(queueQuery(false));
  const replanning = useQuery(queueQuery(true));
  const today = useQuery(decidedTodayQuery);
  const queue = displaced ? replanning : waiting;
  const items = isToday ? [] : (queue.data?.items ?? []);
  const wanted = params.get('cuoc-hop');
  const chosen = items.find(({ id }) => id === wanted)?.id ?? items[0]?.id ?? null;

  const look = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const step = (by: number) => {
    const at = items.findIndex(({ id }) => id === chosen);
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (next) look({ 'cuoc-hop': next.id });
  };
  /** After a decision: the one that came next in the list. */
  const goOn = () => {
    const at = items.findIndex(({ id }) => id === chosen);
    look({ 'cuoc-hop': items[at + 1]?.id ?? items[at - 1]?.id ?? null });
  };
  useShortcuts(dialog ? {} : { arrowdown: () => step(1), arrowup: () => step(-1) });

  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Segmented
            className="approval-lists"
            size="large"
            aria-label={t('lists')}
            value={list}
            options={[
              { value: '', label: t('waiting', { count: waiting.data?.total ?? 0 }) },
              { value: 'xep-lai', label: t('displaced', { count: replanning.data?.total ?? 0 }) },
              { value: 'hom-nay', label: t('decidedToday', { count: today.data?.length ?? 0 }) },
            ]}
            onChange={(value) => look({ loc: value, 'cuoc-hop': null })}
          />
        }
      />
      {isToday && <DecidedToday />}
      <ErrorNotice error={queue.error} onRetry={() => queue.refetch()} />
      {queue.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {queue.data && !isToday && items.length === 0 && (
        <div className="panel">
          <EmptyState
            title={t(displaced ? 'emptyDisplacedTitle' : 'emptyTitle')}
            text={t(displaced ? 'emptyDisplacedText' : 'emptyText')}
          />
        </div>
      )}
      {chosen && (
        <div className="approval-columns">
          <QueueList items={items} chosen={chosen} onChoose={(id) => look({ 'cuoc-hop': id })} />
          <ApprovalDetail key={chosen} id={chosen} dialog={dialog} onDialog={setDialog} onDone={goOn} />
        </div>
      )}
    </>
  );
}
