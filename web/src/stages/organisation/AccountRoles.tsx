import { useQuery } from '@tanstack/react-query';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { GivenRoles } from './GivenRoles';
import { accountRolesQuery } from './organisationQueries';

/** What one account was given, and where; it is given on the page of units. */
export function AccountRoles({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const given = useQuery(accountRolesQuery(account.id));
  return (
    <Drawer open size={560} title={t('roles.ofAccount', { email: account.email })} onClose={onClose}>
      <p className="panel-lead">
        {account.unitId ? t('roles.ownUnit', { name: account.unitName }) : t('roles.noUnit')}
      </p>
      <ErrorNotice error={given.error} onRetry={() => given.refetch()} />
      {given.isPending && <Skeleton active />}
      {given.data?.length === 0 && <EmptyState title={t('roles.emptyTitle')} text={t('roles.emptyTextOfAccount')} />}
      <GivenRoles
        roles={given.data ?? []}
        isTakenHere={() => true}
        noteOf={({ role, unitName }) =>
          `${t(`roles.names.${role}`)} – ${t('roles.from', { name: unitName ?? t('roles.everything') })}`
        }
      />
    </Drawer>
  );
}
