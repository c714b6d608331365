import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../../ui/PasswordField';
import { passwordPolicyQuery } from './passwordPolicy';

/** A password that is being chosen: once only, because the eye shows it. */
export function NewPasswordItem({ label, autoFocus }: { label?: string; autoFocus?: boolean }) {
  const { t } = useTranslation('accounts');
  const { data: policy } = useQuery(passwordPolicyQuery);
  return (
    <Form.Item
      name="password"
      label={label ?? t('password')}
      rules={[{ required: true, message: t('passwordRequired') }]}
    >
      <PasswordField autoComplete="new-password" policy={policy} autoFocus={autoFocus} />
    </Form.Item>
  );
}
