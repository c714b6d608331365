import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog';
import { PasswordField } from '../../ui/PasswordField';

interface PasswordAgainProps {
  title: string;
  lead?: string;
  send: string;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  onSend: (values: { password: string; name?: string }) => void;
  onCancel: () => void;
  /** Fields above the password. */
  children?: ReactNode;
}

/** Asks for the password before something that would outlast a stolen session. */
export function PasswordAgain({ onSend, onCancel, children, ...dialog }: PasswordAgainProps) {
  const { t } = useTranslation('accounts');
  return (
    <FormDialog<{ again: string; name?: string }>
      {...dialog}
      onCancel={onCancel}
      onFinish={({ again, name }: { again: string; name?: string }) =>
        onSend({ password: again, ...(name && { name }) })
      }
    >
      {children}
      {/* Fields are labelled by their names, and the page behind the dialog has a "password" of its own. */}
      <Form.Item name="again" label={t('password')} rules={[{ required: true, message: t('passwordRequired') }]}>
        <PasswordField autoComplete="current-password" size="middle" autoFocus={!children} />
      </Form.Item>
    </FormDialog>
  );
}
