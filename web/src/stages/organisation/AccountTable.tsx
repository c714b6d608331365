import { Button, type MenuProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/session';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { RowMenu } from './RowMenu';

const tones = { pending: 'waiting', active: 'good', disabled: 'bad' } as const;

interface AccountTableProps {
  accounts: readonly Account[];
  /** STT of the first row, less one. */
  before: number;
  /** The reader's own account. */
  me: string | undefined;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  menuOf: (account: Account, isMe: boolean) => MenuProps['items'];
  /** "Xác nhận đơn vị" of an account that names one. */
  onClaim: (account: Account) => void;
}

/** The accounts, one line each. */
export function AccountTable({ accounts, before, me, chosen, onChoose, menuOf, onClaim }: AccountTableProps) {
  const { t } = useTranslation('organisation');
  const times = useTimes();
  const nodes = useMemo(() => accounts.map((account) => ({ key: account.id, row: account })), [accounts]);
  const email = (account: Account) => (
    <span className="dense-line">
      <b title={account.email}>{account.email}</b>
      {account.id === me && <span>({t('accounts.you')})</span>}
      {account.mailTrouble && (
        <span title={account.mailTrouble}>
          <StateTag tone="bad">{t('accounts.mailTrouble')}</StateTag> {account.mailTrouble}
        </span>
      )}
    </span>
  );
  const unit = ({ unitName, displayName }: Account) => unitName ?? displayName;
  const states = (account: Account) => (
    <>
      <StateTag tone={tones[account.state]}>{t(`accounts.states.${account.state}`)}</StateTag>
      {account.claimedUnit && <StateTag tone="waiting">{t('accounts.unconfirmed')}</StateTag>}
      {account.isAdministrator && <StateTag tone="blue">{t('accounts.administrator')}</StateTag>}
    </>
  );
  const claim = (account: Account) =>
    account.claimedUnit && (
      <Button size="small" onClick={() => onClaim(account)}>
        {t('accounts.confirmUnit')}
      </Button>
    );
  const menu = (account: Account) => (
    <RowMenu label={t('accounts.more', { email: account.email })} items={menuOf(account, account.id === me)} />
  );
  const columns: DenseColumn<Account>[] = [
    { key: 'index', title: t('index'), width: '4rem', align: 'right', render: (_, index) => before + index + 1 },
    { key: 'email', title: t('accounts.email'), render: email },
    { key: 'unit', title: t('accounts.unit'), render: unit },
    {
      key: 'state',
      title: t('accounts.state'),
      width: '17rem',
      from: 'lg',
      render: (account) => <span className="dense-line">{states(account)}</span>,
    },
    {
      key: 'factor',
      title: t('accounts.factor'),
      width: '10rem',
      from: 'xxl',
      render: ({ secondFactorEnabled }) => t(secondFactorEnabled ? 'accounts.on' : 'accounts.off'),
    },
    {
      key: 'last',
      title: t('accounts.lastSignIn'),
      width: '11rem',
      from: 'xxl',
      render: ({ lastSignInAt }) => (lastSignInAt ? times.dateTime(lastSignInAt) : t('accounts.never')),
    },
    {
      key: 'actions',
      title: <span className="visually-hidden">{t('actions')}</span>,
      width: accounts.some(({ claimedUnit }) => claimedUnit) ? '13.5rem' : '4.5rem',
      align: 'right',
      render: (account) => (
        <span className="account-actions">
          {claim(account)}
          {menu(account)}
        </span>
      ),
    },
  ];
  return (
    <DenseList<Account>
      label={t('accounts.title')}
      nodes={nodes}
      columns={columns}
      chosen={chosen}
      onChoose={onChoose}
      narrow={(account) => (
        <span className="unit-narrow">
          <span className="dense-two">
            {email(account)}
            {account.claimedUnit ? (
              claim(account)
            ) : (
              <span className="dense-line">
                <span>{unit(account)}</span>
                {states(account)}
              </span>
            )}
          </span>
          {menu(account)}
        </span>
      )}
    />
  );
}
