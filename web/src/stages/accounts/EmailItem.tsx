import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The mailbox of a unit; spaces around it, as pasted from letters, do no harm. */
export function EmailItem({ hint, autoFocus = true }: { hint?: ReactNode; autoFocus?: boolean }) {
  const { t } = useTranslation('accounts');
  return (
    <Form.Item
      name="email"
      label={t('email')}
      extra={hint}
      normalize={(value: string) => value.trim()}
      validateTrigger="onBlur"
      rules={[
        { required: true, message: t('emailRequired') },
        { type: 'email', message: t('emailInvalid') },
      ]}
    >
      <Input
        size="large"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoFocus={autoFocus}
        spellCheck={false}
      />
    </Form.Item>
  );
}
