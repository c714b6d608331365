import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';
import { EmailItem } from './EmailItem';
import { MailSent } from './MailSent';
import './texts';

/** "Quên mật khẩu": a link goes to the mailbox, whether the account exists or not. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation('accounts');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: (email: string) => answerOf(api.POST('/api/accounts/forgotten-password', { body: { email } })),
    onSuccess: (_, email) => setSentTo(email),
  });
  if (sentTo) {
    return (
      <MailSent
        title={t('forgotten.sentTitle')}
        text={t('forgotten.sentText', { email: sentTo })}
        email={sentTo}
        error={ask.error}
        pending={ask.isPending}
        onResend={() => ask.mutate(sentTo)}
        onOther={() => {
          setSentTo(null);
          ask.reset();
        }}
      />
    );
  }
  return (
    <>
      <DoorHeader title={t('forgotten.title')} lead={t('forgotten.lead')} />
      <ErrorNotice error={ask.error} />
      <Form<{ email: string }> layout="vertical" requiredMark={false} onFinish={({ email }) => ask.mutate(email)}>
        <EmailItem />
        <Button type="primary" size="large" block htmlType="submit" loading={ask.isPending}>
          {t('forgotten.submit')}
        </Button>
      </Form>
      <p className="door-below">
        <Link to="/dang-nhap">{t('toSignIn')}</Link>
      </p>
    </>
  );
}
