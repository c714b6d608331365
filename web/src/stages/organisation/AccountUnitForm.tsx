import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { Account } from '../../api/session';
import { FormDialog } from '../../ui/FormDialog';
import { UnitPicker } from '../../ui/UnitPicker';
import { useSaying } from '../../ui/useSaying';

/** Which unit an account belongs to. */
export function AccountUnitForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (body: { unitId?: string }) =>
      answerOf(api.PATCH('/api/admin/accounts/{id}', { params: { path: { id: account.id } }, body })),
    onSuccess: () => {
      say.done(t('accounts.saved'));
      void queries.invalidateQueries({ queryKey: ['admin-accounts'] });
      onClose();
    },
  });
  return (
    <FormDialog<{ unitId?: string }>
      title={t('accounts.move')}
      send={t('save')}
      pending={move.isPending}
      onCancel={onClose}
      lead={account.email}
      error={move.error}
      initialValues={{ unitId: account.unitId ?? undefined }}
      onFinish={(fields: { unitId?: string }) => move.mutate(fields)}
    >
      <Form.Item name="unitId" label={t('accounts.unit')}>
        <UnitPicker />
      </Form.Item>
    </FormDialog>
  );
}
