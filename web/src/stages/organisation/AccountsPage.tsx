import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Pagination, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type Account, useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { densePageSize } from '../../ui/useListAddress';
import { AccountForm } from './AccountForm';
import { AccountRoles } from './AccountRoles';
import { AccountTable } from './AccountTable';
import { AccountUnitForm } from './AccountUnitForm';
import { ChosenAccounts } from './ChosenAccounts';
import { accountsQuery } from './organisationQueries';
import { UnitClaimForm } from './UnitClaimForm';
import { useAccountChanges } from './useAccountChanges';

/** Every account: its unit, its state, and what the administrator may do to it. */
export function AccountsPage() {
  const { t } = useTranslation('organisation');
  const me = useSession().data?.account;
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useState(address.get('tim') ?? '');
  const claimed = address.has('cho-xac-nhan');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Account | null>(null);
  const [moving, setMoving] = useState<Account | null>(null);
  const [claiming, setClaiming] = useState<Account | null>(null);
  const filter = { search: useDeferredValue(search.trim()), page, pageSize: densePageSize };
  const accounts = useQuery(accountsQuery(claimed ? { ...filter, claimed } : filter));
  const { menuOf } = useAccountChanges({ onClaim: setClaiming, onMove: setMoving, onRoles: setAsked });

  return (
    <>
      <PageHeader
        title={t('accounts.title')}
        lead={t('accounts.lead')}
        actions={
          <Button type="primary" size="large" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('accounts.add')}
          </Button>
        }
      />
      <search className="administration-bar">
        <Input
          type="search"
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPage(1);
          }}
        />
        <Checkbox
          checked={claimed}
          onChange={(event) => {
            setAddress(event.target.checked ? { 'cho-xac-nhan': '1' } : {}, { replace: true });
            setPage(1);
          }}
        >
          {t('accounts.onlyClaimed')}
        </Checkbox>
        {accounts.data && <p role="status">{t('accounts.total', { count: accounts.data.total })}</p>}
      </search>
      <ErrorNotice error={accounts.error} onRetry={() => accounts.refetch()} />
      {accounts.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {accounts.data?.items.length === 0 && (
        <div className="panel">
          <EmptyState
            title={t(search ? 'nothing' : 'accounts.emptyTitle')}
            text={t(search ? 'nothingText' : 'accounts.emptyText')}
          />
        </div>
      )}
      {accounts.data && accounts.data.items.length > 0 && (
        <>
          <AccountTable
            accounts={accounts.data.items}
            before={(page - 1) * densePageSize}
            me={me?.id}
            chosen={chosen}
            onChoose={setChosen}
            menuOf={menuOf}
            onClaim={setClaiming}
          />
          <Pagination
            className="list-pages"
            current={page}
            pageSize={densePageSize}
            total={accounts.data.total}
            hideOnSinglePage
            showSizeChanger={false}
            onChange={setPage}
          />
          <ChosenAccounts
            accounts={accounts.data.items.filter(({ id }) => chosen.has(id))}
            me={me?.id}
            onClear={() => setChosen(new Set())}
          />
        </>
      )}
      {adding && <AccountForm onClose={() => setAdding(false)} />}
      {asked && <AccountRoles account={asked} onClose={() => setAsked(null)} />}
      {claiming && <UnitClaimForm account={claiming} onClose={() => setClaiming(null)} />}
      {moving && <AccountUnitForm account={moving} onClose={() => setMoving(null)} />}
    </>
  );
}
