import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form, Input, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { GivenRoles, useRolesChanged } from './GivenRoles';
import { type Role, rolesQuery, wholeTree } from './organisationQueries';

const roles: readonly Role[] = [
  'systemAdministrator',
  'approvingOfficer',
  'mcuOperator',
  'siteOperator',
  'unitRegistrar',
  'intermediateOperator',
  'secretary',
  'chair',
  'viewer',
  'auditor',
  'vendor',
];

interface UnitRolesProps {
  /** Null: roles that count for everything. */
  unit: { id: string; name: string } | null;
  onClose: () => void;
}

/** Which accounts are what for a unit and everything under it; what was given above counts here and is taken there. */
export function UnitRoles({ unit, onClose }: UnitRolesProps) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const rolesChanged = useRolesChanged();
  const unitId = unit?.id ?? wholeTree;
  const given = useQuery(rolesQuery(unitId));
  const [form] = Form.useForm<{ email: string; role: Role }>();
  const give = useMutation({
    mutationFn: (body: { email: string; role: Role }) =>
      answerOf(api.POST('/api/admin/units/{id}/roles', { params: { path: { id: unitId } }, body })),
    onSuccess: () => {
      say.done(t('roles.given'));
      form.resetFields();
      rolesChanged();
    },
  });
  return (
    <Drawer open size={560} title={t('roles.title', { name: unit?.name ?? t('roles.everything') })} onClose={onClose}>
      <p className="panel-lead">{t('roles.lead')}</p>
      <ErrorNotice error={give.error} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => give.mutate(fields)}>
        <Form.Item
          name="email"
          label={t('roles.account')}
          normalize={(value: string) => value.trim()}
          validateTrigger="onSubmit"
          rules={[{ required: true, type: 'email', message: t('accounts.emailInvalid') }]}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('roles.role')} rules={[{ required: true, message: t('roles.roleRequired') }]}>
          <Select
            virtual={false}
            options={roles.map((role) => ({ value: role, label: t(`roles.names.${role}`) }))}
            optionRender={({ label, value }) => (
              <>
                {label}
                <span className="cell-note">{t(`roles.means.${value as Role}`)}</span>
              </>
            )}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={give.isPending}>
          {t('roles.give')}
        </Button>
      </Form>
      <ErrorNotice error={given.error} onRetry={() => given.refetch()} />
      {given.isPending && <Skeleton active />}
      {given.data?.length === 0 && <EmptyState title={t('roles.emptyTitle')} text={t('roles.emptyText')} />}
      <GivenRoles
        roles={given.data ?? []}
        isTakenHere={(role) => role.unitId === unitId}
        noteOf={({ role, ...at }) =>
          t(`roles.names.${role}`) +
          (at.unitId === unitId ? '' : ` – ${t('roles.from', { name: at.unitName ?? t('roles.everything') })}`)
        }
      />
    </Drawer>
  );
}
