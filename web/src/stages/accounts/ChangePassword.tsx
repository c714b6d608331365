import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PasswordField } from '../../ui/PasswordField';
import { useSaying } from '../../ui/useSaying';
import { NewPasswordItem } from './NewPasswordItem';

interface Change {
  current: string;
  password: string;
}

export function ChangePassword() {
  const { t } = useTranslation('accounts');
  const say = useSaying();
  const [form] = Form.useForm<Change>();
  const change = useMutation({
    mutationFn: (body: Change) => answerOf(api.PUT('/api/accounts/me/password', { body })),
    onSuccess: () => {
      form.resetFields();
      say.done(t('account.changed'));
    },
  });
  return (
    <section className="panel" aria-labelledby="password-title">
      <h2 id="password-title">{t('account.passwordTitle')}</h2>
      <p className="panel-lead">{t('account.passwordLead')}</p>
      <ErrorNotice error={change.error} />
      <Form<Change> form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
        <Form.Item
          name="current"
          label={t('account.current')}
          rules={[{ required: true, message: t('passwordRequired') }]}
        >
          <PasswordField autoComplete="current-password" size="middle" />
        </Form.Item>
        <NewPasswordItem label={t('newPassword')} />
        <Button htmlType="submit" loading={change.isPending}>
          {t('account.change')}
        </Button>
      </Form>
    </section>
  );
}
