import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Grid, Input, Skeleton, Table } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type Account, useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { AccountForm } from './AccountForm';
import { AccountRoles } from './AccountRoles';
import { AccountUnitForm } from './AccountUnitForm';
import { accountsQuery } from './organisationQueries';
import { RowMenu } from './RowMenu';
import { UnitClaimForm } from './UnitClaimForm';
import { useAccountChanges } from './useAccountChanges';

const pageSize = 50;
const tones = { pending: 'waiting', active: 'good', disabled: 'bad' } as const;

/** Every account: its unit, its state, and what the administrator may do to it. */
export function AccountsPage() {
  const { t } = useTranslation('organisation');
  const times = useTimes();
  const me = useSession().data?.account;
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useState(address.get('tim') ?? '');
  const claimed = address.has('cho-xac-nhan');
  const [page, setPage] = useState(1);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Account | null>(null);
  const [moving, setMoving] = useState<Account | null>(null);
  const [claiming, setClaiming] = useState<Account | null>(null);
  const filter = { search: useDeferredValue(search.trim()), page, pageSize };
  const accounts = useQuery(accountsQuery(claimed ? { ...filter, claimed } : filter));
  const { menuOf } = useAccountChanges({ onClaim: setClaiming, onMove: setMoving, onRoles: setAsked });
  const wide = Grid.useBreakpoint().md ?? true;
  const states = (account: Account) => (
    <span className="state-tags">
      <StateTag tone={tones[account.state]}>{t(`accounts.states.${account.state}`)}</StateTag>
      {account.claimedUnit && <StateTag tone="waiting">{t('accounts.unconfirmed')}</StateTag>}
      {account.isAdministrator && <StateTag tone="blue">{t('accounts.administrator')}</StateTag>}
    </span>
  );

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
      {accounts.data && (
        <Table<Account>
          className="panel administration-table"
          rowKey="id"
          dataSource={accounts.data.items}
          pagination={{
            current: page,
            pageSize,
            total: accounts.data.total,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: setPage,
          }}
          locale={{
            emptyText: search ? (
              <EmptyState title={t('nothing')} text={t('nothingText')} />
            ) : (
              <EmptyState title={t('accounts.emptyTitle')} text={t('accounts.emptyText')} />
            ),
          }}
          columns={[
            {
              title: t('index'),
              width: '4.5em',
              align: 'right',
              responsive: ['md'],
              render: (_, __, index) => (page - 1) * pageSize + index + 1,
            },
            {
              title: t('accounts.email'),
              render: (_, account) => (
                <>
                  <b>{account.email}</b>
                  <span className="cell-note">
                    {account.unitName ?? account.displayName}
                    {account.id === me?.id && ` (${t('accounts.you')})`}
                  </span>
                  {account.mailTrouble && (
                    <span className="cell-note">
                      <StateTag tone="bad">{t('accounts.mailTrouble')}</StateTag> {account.mailTrouble}
                    </span>
                  )}
                  {account.claimedUnit && (
                    <Button className="claim-open" onClick={() => setClaiming(account)}>
                      {t('accounts.confirmUnit')}
                    </Button>
                  )}
                  {!wide && states(account)}
                </>
              ),
            },
            {
              title: t('accounts.state'),
              width: '15em',
              responsive: ['md'],
              render: (_, account) => states(account),
            },
            {
              title: t('accounts.factor'),
              width: '9em',
              responsive: ['xl'],
              render: (_, account) => (account.secondFactorEnabled ? t('accounts.on') : t('accounts.off')),
            },
            {
              title: t('accounts.lastSignIn'),
              width: '11em',
              responsive: ['lg'],
              render: (_, { lastSignInAt }) => (lastSignInAt ? times.dateTime(lastSignInAt) : t('accounts.never')),
            },
            {
              title: <span className="visually-hidden">{t('actions')}</span>,
              width: '4.5em',
              align: 'right',
              render: (_, account) => (
                <RowMenu
                  label={t('accounts.more', { email: account.email })}
                  items={menuOf(account, account.id === me?.id)}
                />
              ),
            },
          ]}
        />
      )}
      {adding && <AccountForm onClose={() => setAdding(false)} />}
      {asked && <AccountRoles account={asked} onClose={() => setAsked(null)} />}
      {claiming && <UnitClaimForm account={claiming} onClose={() => setClaiming(null)} />}
      {moving && <AccountUnitForm account={moving} onClose={() => setMoving(null)} />}
    </>
  );
}
