import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSessionChanged } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';
import { LinkGate } from './LinkGate';
import { NewPasswordItem } from './NewPasswordItem';
import './texts';

/** "Kích hoạt tài khoản": from the mail's link to being signed in. */
export function ActivationPage() {
  const { token = '' } = useParams();
  return (
    <LinkGate token={token} purpose="activation">
      {(email) => <ActivationForm token={token} email={email ?? ''} />}
    </LinkGate>
  );
}

function ActivationForm({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation('accounts');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const sessionChanged = useSessionChanged();
  const activate = useMutation({
    mutationFn: (values: { password: string; unitName: string }) =>
      answerOf(api.POST('/api/accounts/activation', { body: { token, ...values } })),
    onSuccess: async () => {
      await sessionChanged();
      message.success(t('activation.done'));
      navigate('/', { replace: true });
    },
  });
  return (
    <>
      <DoorHeader title={t('activation.title')} lead={t('activation.lead', { email })} />
      <ErrorNotice error={activate.error} />
      <Form<{ password: string; unitName: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => activate.mutate(values)}
      >
        {/* Password managers file the new password under this name. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <Form.Item
          name="unitName"
          label={t('activation.unitName')}
          extra={t('activation.unitNameHint')}
          rules={[{ required: true, whitespace: true, message: t('activation.unitNameRequired') }]}
        >
          <Input size="large" autoComplete="organization" maxLength={200} autoFocus />
        </Form.Item>
        <NewPasswordItem />
        <Button type="primary" size="large" block htmlType="submit" loading={activate.isPending}>
          {t('activation.submit')}
        </Button>
      </Form>
    </>
  );
}
