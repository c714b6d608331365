import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';
import { LinkGate } from './LinkGate';
import { NewPasswordItem } from './NewPasswordItem';
import './texts';

/** "Đặt lại mật khẩu": behind the link of the mail. */
export function PasswordResetPage() {
  const { token = '' } = useParams();
  return (
    <LinkGate token={token} purpose="passwordReset">
      {(email) => <PasswordResetForm token={token} email={email ?? ''} />}
    </LinkGate>
  );
}

function PasswordResetForm({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const reset = useMutation({
    mutationFn: (password: string) => answerOf(api.POST('/api/accounts/password-reset', { body: { token, password } })),
    onSuccess: () => navigate('/dang-nhap', { replace: true, state: 'reset' }),
  });
  return (
    <>
      <DoorHeader title={t('reset.title')} lead={t('reset.lead', { email })} />
      <ErrorNotice error={reset.error} />
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => reset.mutate(password)}
      >
        <NewPasswordItem label={t('newPassword')} autoFocus />
        <Button type="primary" size="large" block htmlType="submit" loading={reset.isPending}>
          {t('reset.submit')}
        </Button>
      </Form>
    </>
  );
}
