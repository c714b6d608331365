import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Grid, Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChosenBar } from '../../ui/dense/ChosenBar';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useMailWords } from '../../ui/useMailWords';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { NoticeBranches, noBranch } from './NoticeBranches';
import { NoticeSiteTable } from './NoticeSiteTable';
import {
  type Notice,
  type NoticeKey,
  type NoticeState,
  noticeSitesQuery,
  remindOf,
  useNoticesChanged,
} from './noticeQueries';

/** On a telephone a page is what one scrolls through with a few strokes of the thumb. */
const pageSizes = { desk: 50, telephone: 20 } as const;
const states: readonly NoticeState[] = ['unsent', 'sent', 'seen', 'acknowledged'];

/** "Nơi nhận": branch by branch, and site by site how far each is. */
export function NoticeReaders({ of, notice }: { of: NoticeKey; notice: Notice }) {
  const { t } = useTranslation('notices');
  const say = useSaying();
  const mails = useMailWords();
  const changed = useNoticesChanged();
  const wide = Grid.useBreakpoint().lg ?? true;
  const pageSize = wide ? pageSizes.desk : pageSizes.telephone;
  const [branch, setBranch] = useState<string | null>(null);
  const [state, setState] = useState<NoticeState | null>(null);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const [chosenSites, setChosenSites] = useState<ReadonlySet<string>>(new Set());
  const sites = useQuery(
    noticeSitesQuery(of, {
      page,
      pageSize,
      ...(branch && { branch }),
      ...(state && { state }),
      ...(search.trim() && { search: search.trim() }),
    }),
  );
  const remind = useMutation({
    mutationFn: (siteIds: string[] | null) => remindOf(of, siteIds),
    onSuccess: async ({ sites: count }) => {
      say.done(count > 0 ? mails.sent(t('readers.reminded', { count })) : t('readers.remindedNone'));
      await changed();
    },
    onError: say.refused,
  });
  const ask = useOfficialAct();
  const remindAll = () => {
    const act = t('readers.remind', { count: notice.counts.unseen });
    ask({ title: `${act}?`, act, tells: t('asking.reminds'), onAct: () => remind.mutateAsync(null) });
  };
  const remindChosen = () => {
    const act = t('readers.remindChosen', { count: chosenSites.size });
    ask({
      title: `${act}?`,
      act,
      tells: t('asking.reminds'),
      onAct: () => remind.mutateAsync([...chosenSites]).then(() => setChosenSites(new Set())),
    });
  };
  const remindOne = (siteId: string, name: string) =>
    ask({
      title: t('asking.remindOne', { name }),
      act: t('readers.remindOne'),
      tells: t('asking.reminds'),
      onAct: () => remind.mutateAsync([siteId]),
    });
  const chosen = branch ? notice.branches.find(({ unitId }) => (unitId ?? noBranch) === branch) : undefined;
  const { unsent, unseen, seen, acknowledged } = (chosen ?? notice).counts;
  const counts: Record<NoticeState, number> = { unsent, sent: unseen, seen, acknowledged };
  const narrow = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      setPage(1);
    };
  };
  return (
    <section className="notice-readers no-print" aria-labelledby="notice-readers">
      <div className="notice-readers-head">
        <h2 id="notice-readers">
          {t('readers.title')} <small>{t('readers.counts', { ...notice.counts })}</small>
        </h2>
        {notice.counts.unseen > 0 && (
          <Button loading={remind.isPending} onClick={remindAll}>
            {t('readers.remind', { count: notice.counts.unseen })}
          </Button>
        )}
      </div>
      {notice.branches.some(({ unitId }) => unitId !== null) && (
        <NoticeBranches
          branches={notice.branches}
          counts={notice.counts}
          chosen={branch}
          onChoose={narrow(setBranch)}
        />
      )}
      <div className="notice-filter">
        <Input.Search
          allowClear
          aria-label={t('readers.search')}
          placeholder={t('readers.search')}
          onSearch={narrow(setSearch)}
        />
        <Select<NoticeState | ''>
          aria-label={t('readers.state')}
          value={state ?? ''}
          options={[
            { value: '', label: t('readers.anyState') },
            ...states.map((value) => ({
              value,
              label: t('readers.stateCount', { state: t(`states.${value}`), count: counts[value] }),
            })),
          ]}
          onChange={(value) => narrow(setState)(value || null)}
        />
      </div>
      <ErrorNotice error={sites.error} onRetry={() => sites.refetch()} />
      {sites.data?.items.length === 0 ? (
        <div className="panel">
          <EmptyState title={t('readers.emptyTitle')} text={t('readers.emptyText')} headingLevel={3} />
        </div>
      ) : (
        <NoticeSiteTable
          sites={sites.data?.items ?? []}
          before={(page - 1) * pageSize}
          chosen={chosenSites}
          onChoose={setChosenSites}
          onRemind={remindOne}
        />
      )}
      {(sites.data?.total ?? 0) > pageSize && (
        <Pagination
          current={page}
          pageSize={pageSize}
          total={sites.data?.total ?? 0}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
      <ChosenBar count={chosenSites.size} onClear={() => setChosenSites(new Set())}>
        <Button type="primary" onClick={remindChosen}>
          {t('readers.remindChosen', { count: chosenSites.size })}
        </Button>
      </ChosenBar>
    </section>
  );
}
