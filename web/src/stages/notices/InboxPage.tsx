import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Pagination, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import './notices.css';
import { type InboxItem, inboxQuery, useNoticesChanged } from './noticeQueries';
import './texts';

const pageSize = 20;

/** "Hộp thông báo": what was sent to one's own unit, the newest first. */
export function InboxPage() {
  const { t } = useTranslation('notices');
  const [params, setParams] = useSearchParams();
  const say = useSaying();
  const changed = useNoticesChanged();
  const all = params.get('loc') === 'tat-ca';
  const page = Number(params.get('trang')) || 1;
  const unseen = useQuery(inboxQuery(true, 1, 1)).data?.total ?? 0;
  const inbox = useQuery(inboxQuery(!all, page, pageSize));
  const items = inbox.data?.items ?? [];
  const decisions = items.filter(({ kind, isSeen }) => kind === 'decision' && !isSeen);
  const see = useMutation({
    mutationFn: () => answerOf(api.POST('/api/inbox/decisions/seen', { body: { ids: decisions.map(({ id }) => id) } })),
    onSuccess: changed,
    onError: say.refused,
  });
  return (
    <>
      <PageHeader title={t('inbox.title')} lead={t('inbox.lead')} />
      <div className="inbox-bar">
        <Segmented
          size="large"
          aria-label={t('inbox.list')}
          value={all ? 'tat-ca' : ''}
          options={[
            { value: '', label: t('inbox.unseen', { count: unseen }) },
            { value: 'tat-ca', label: t('inbox.all') },
          ]}
          onChange={(value) => setParams(value ? { loc: value } : {}, { replace: true })}
        />
        {decisions.length > 0 && (
          <Button loading={see.isPending} onClick={() => see.mutate()}>
            {t('inbox.seeDecisions')}
          </Button>
        )}
      </div>
      <ErrorNotice error={inbox.error} onRetry={() => inbox.refetch()} />
      {inbox.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {inbox.data && items.length === 0 && (
        <div className="panel">
          <EmptyState
            title={t(all ? 'inbox.emptyTitle' : 'inbox.emptyUnseenTitle')}
            text={t(all ? 'inbox.emptyText' : 'inbox.emptyUnseenText')}
          />
        </div>
      )}
      <ul className="inbox" aria-label={t('inbox.list')}>
        {items.map((item) => (
          <li key={item.id} className={item.isSeen ? 'panel' : 'panel is-unseen'}>
            <ItemTag item={item} />
            <Link to={item.kind === 'decision' ? `/cuoc-hop/${item.meetingId}` : `/thong-bao/${item.id}`}>
              {item.title}
            </Link>
            <ItemWords item={item} />
          </li>
        ))}
      </ul>
      {(inbox.data?.total ?? 0) > pageSize && (
        <Pagination
          current={page}
          pageSize={pageSize}
          total={inbox.data?.total ?? 0}
          showSizeChanger={false}
          onChange={(next) => setParams({ ...Object.fromEntries(params), trang: String(next) })}
        />
      )}
    </>
  );
}

function ItemTag({ item }: { item: InboxItem }) {
  const { t } = useTranslation('notices');
  if (item.kind === 'decision') {
    const verb =
      item.verb === 'approve' || item.verb === 'return' || item.verb === 'reject' || item.verb === 'displace';
    return (
      <StateTag tone={item.verb === 'approve' ? 'good' : 'bad'}>
        {t(`inbox.decisions.${verb ? (item.verb as 'approve') : 'other'}`)}
      </StateTag>
    );
  }
  if (item.noticeKind === 'withdrawn') return <StateTag tone="bad">{t('inbox.kinds.withdrawn')}</StateTag>;
  if (item.noticeKind === 'changed') return <StateTag tone="waiting">{t('inbox.kinds.changed')}</StateTag>;
  return (
    <StateTag tone="blue">{t(item.kind === 'branchNotice' ? 'inbox.kinds.branch' : 'inbox.kinds.issued')}</StateTag>
  );
}

function ItemWords({ item }: { item: InboxItem }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const words = [
    item.from,
    item.startsAt && t('inbox.startsAt', { time: times.dateTime(item.startsAt) }),
    item.siteName && t('inbox.for', { site: item.siteName }),
    item.remindedAt && t('inbox.reminded', { time: times.dateTime(item.remindedAt) }),
    item.reason,
  ].filter(Boolean);
  return (
    <>
      <small>{words.join(' · ')}</small>
      <span className="inbox-side">
        {item.state && item.noticeKind !== 'withdrawn' && (
          <StateTag tone={item.state === 'acknowledged' ? 'good' : 'plain'}>{t(`states.${item.state}`)}</StateTag>
        )}
        <small>{times.dateTime(item.at)}</small>
      </span>
    </>
  );
}
