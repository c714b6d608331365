import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSessionChanged } from '../../api/session';
import { FormDialog } from '../../ui/FormDialog';

const longestName = 200;

/** Naming one's unit after activation; an administrator confirms it. */
export function NameUnit() {
  const { t } = useTranslation('accounts');
  const sessionChanged = useSessionChanged();
  const [open, setOpen] = useState(false);
  const name = useMutation({
    mutationFn: (body: { unitName: string }) => answerOf(api.PUT('/api/accounts/me/unit-claim', { body })),
    onSuccess: () => sessionChanged(),
  });
  return (
    <dd>
      <Button onClick={() => setOpen(true)}>{t('account.unitName')}</Button>
      {open && (
        <FormDialog<{ unitName: string }>
          title={t('account.unitName')}
          send={t('account.unitName')}
          pending={name.isPending}
          error={name.error}
          onCancel={() => setOpen(false)}
          onFinish={(fields) => name.mutate(fields)}
        >
          <Form.Item
            name="unitName"
            label={t('activation.unitName')}
            extra={t('activation.unitNameHint')}
            rules={[{ required: true, whitespace: true, message: t('activation.unitNameRequired') }]}
          >
            <Input maxLength={longestName} autoFocus />
          </Form.Item>
        </FormDialog>
      )}
    </dd>
  );
}
