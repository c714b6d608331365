import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { UnitPicker } from '../../ui/UnitPicker';
import { useSaying } from '../../ui/useSaying';

/** An account made by the administrator; its mailbox still has to activate it. */
export function AccountForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ email: string; unitId?: string }>();
  const add = useMutation({
    mutationFn: (body: { email: string; unitId?: string }) => answerOf(api.POST('/api/admin/accounts', { body })),
    onSuccess: () => {
      say.done(t('accounts.added'));
      void queries.invalidateQueries({ queryKey: ['admin-accounts'] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('accounts.addTitle')}
      okText={t('add')}
      cancelText={t('cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="panel-lead">{t('accounts.addLead')}</p>
      <ErrorNotice error={add.error} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => add.mutate(fields)}>
        <Form.Item
          name="email"
          label={t('accounts.email')}
          normalize={(value: string) => value.trim()}
          validateTrigger="onBlur"
          rules={[{ required: true, type: 'email', message: t('accounts.emailInvalid') }]}
        >
          <Input type="email" autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="unitId" label={t('accounts.unit')}>
          <UnitPicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
