import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { Account } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { UnitPicker } from '../../ui/UnitPicker';
import { useSaying } from '../../ui/useSaying';

/** Which unit an account belongs to. */
export function AccountUnitForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ unitId?: string }>();
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
    <Modal
      open
      title={t('accounts.move')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={move.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="panel-lead">{account.email}</p>
      <ErrorNotice error={move.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ unitId: account.unitId ?? undefined }}
        onFinish={(fields: { unitId?: string }) => move.mutate(fields)}
      >
        <Form.Item name="unitId" label={t('accounts.unit')}>
          <UnitPicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
