import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import type { RoleAssignment } from './organisationQueries';

interface GivenRolesProps {
  roles: readonly RoleAssignment[];
  /** What is said below an address: the role, and where it was given. */
  noteOf: (role: RoleAssignment) => string;
  /** Whether it can be taken back here. */
  isTakenHere: (role: RoleAssignment) => boolean;
}

/** Roles that were given, each with the way to take it back. */
export function GivenRoles({ roles, noteOf, isTakenHere }: GivenRolesProps) {
  const { t } = useTranslation('organisation');
  const { modal } = App.useApp();
  const say = useSaying();
  const rolesChanged = useRolesChanged();
  const take = useMutation({
    mutationFn: ({ id, unitId }: RoleAssignment) =>
      answerOf(
        api.DELETE('/api/admin/units/{id}/roles/{assignmentId}', {
          params: { path: { id: unitId, assignmentId: id } },
        }),
      ),
    onSuccess: () => {
      say.done(t('roles.taken'));
      rolesChanged();
    },
    onError: say.refused,
  });
  const askTake = (role: RoleAssignment) =>
    void modal.confirm({
      title: t('roles.takeTitle', { email: role.email, role: t(`roles.names.${role.role}`) }),
      okText: t('roles.take'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => take.mutateAsync(role).catch(() => undefined),
    });
  return (
    <ul className="domain-list" aria-label={t('roles.list')}>
      {roles.map((role) => (
        <li key={role.id}>
          <span>
            {role.email}
            <span className="cell-note">{noteOf(role)}</span>
          </span>
          {isTakenHere(role) && (
            <Button
              type="text"
              danger
              aria-label={t('roles.takeOf', { email: role.email, role: t(`roles.names.${role.role}`) })}
              onClick={() => askTake(role)}
            >
              {t('roles.take')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Everything that shows roles, or what follows from them, is fetched anew. */
export function useRolesChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of [['unit-roles'], ['account-roles'], ['admin-accounts'], ['session']]) {
      void queries.invalidateQueries({ queryKey });
    }
  };
}
