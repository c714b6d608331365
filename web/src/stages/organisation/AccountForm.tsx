import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
import { UnitPicker } from '../../ui/UnitPicker';
import { useMailWords } from '../../ui/useMailWords';
import { useSaying } from '../../ui/useSaying';

/** An account made by the administrator; its mailbox still has to activate it. */
export function AccountForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const say = useSaying();
  const mails = useMailWords();
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: (body: { email: string; unitId?: string }) => answerOf(api.POST('/api/admin/accounts', { body })),
    onSuccess: () => {
      say.done(mails.sent(t('accounts.added')));
      void queries.invalidateQueries({ queryKey: ['admin-accounts'] });
      onClose();
    },
  });
  return (
    <FormDialog<{ email: string; unitId?: string }>
      title={t('accounts.addTitle')}
      send={t('add')}
      pending={add.isPending}
      onCancel={onClose}
      lead={mails.will(t('accounts.addLead'))}
      error={add.error}
      onFinish={(fields) => add.mutate(fields)}
    >
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
    </FormDialog>
  );
}
