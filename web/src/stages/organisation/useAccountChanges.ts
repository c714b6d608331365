import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { Account } from '../../api/session';
import { useMailWords } from '../../ui/useMailWords';
import { useSaying } from '../../ui/useSaying';

type Change = { state?: 'active' | 'disabled'; isAdministrator?: boolean; unitId?: string };

/** What the administrator may do to one account; dangerous things are asked once. */
export function useAccountChanges({
  onClaim,
  onMove,
  onRoles,
}: {
  onClaim: (account: Account) => void;
  onMove: (account: Account) => void;
  onRoles: (account: Account) => void;
}) {
  const { t } = useTranslation('organisation');
  const { modal } = App.useApp();
  const say = useSaying();
  const mails = useMailWords();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, ...body }: Change & { id: string }) =>
      answerOf(api.PATCH('/api/admin/accounts/{id}', { params: { path: { id } }, body })),
    onSuccess: () => {
      say.done(t('accounts.saved'));
      void queries.invalidateQueries({ queryKey: ['admin-accounts'] });
    },
    onError: say.refused,
  });
  const resend = useMutation({
    mutationFn: ({ id }: Account) =>
      answerOf(api.POST('/api/admin/accounts/{id}/activation-mail', { params: { path: { id } } })),
    onSuccess: (_, { email }) => say.done(mails.sent(t('accounts.resent', { email }))),
    onError: say.refused,
  });
  const ask = (account: Account, what: 'disable' | 'promote' | 'demote', body: Change) =>
    void modal.confirm({
      title: t(`accounts.${what}Title`, { email: account.email }),
      content: t(`accounts.${what}Text`),
      okText: t(`accounts.${what}`),
      okButtonProps: { danger: what !== 'promote' },
      cancelText: t('cancel'),
      onOk: () => change.mutateAsync({ id: account.id, ...body }).catch(() => undefined),
    });

  const menuOf = (account: Account, isMe: boolean): MenuProps['items'] => [
    ...(account.state === 'pending'
      ? [{ key: 'resend', label: t('accounts.resend'), onClick: () => resend.mutate(account) }]
      : []),
    ...(account.claimedUnit
      ? [{ key: 'confirm', label: t('accounts.confirmUnit'), onClick: () => onClaim(account) }]
      : []),
    { key: 'roles', label: t('roles.open'), onClick: () => onRoles(account) },
    { key: 'move', label: t('accounts.move'), onClick: () => onMove(account) },
    account.isAdministrator
      ? {
          key: 'demote',
          label: t('accounts.demote'),
          disabled: isMe,
          onClick: () => ask(account, 'demote', { isAdministrator: false }),
        }
      : {
          key: 'promote',
          label: t('accounts.promote'),
          onClick: () => ask(account, 'promote', { isAdministrator: true }),
        },
    { type: 'divider' as const },
    account.state === 'disabled'
      ? {
          key: 'enable',
          label: t('accounts.enable'),
          onClick: () => change.mutate({ id: account.id, state: 'active' }),
        }
      : {
          key: 'disable',
          label: t('accounts.disable'),
          danger: true,
          disabled: isMe,
          onClick: () => ask(account, 'disable', { state: 'disabled' }),
        },
  ];
  return { menuOf };
}
