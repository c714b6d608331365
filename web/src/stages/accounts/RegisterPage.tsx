import { useMutation } from '@tanstack/react-query';
import { Button, Form, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSession } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';
import { EmailItem } from './EmailItem';
import { MailSent } from './MailSent';
import './texts';

/** "Đăng ký": the unit's address, then the mailbox. */
export function RegisterPage() {
  const { t } = useTranslation('accounts');
  const session = useSession();
  const domains = session.data?.installation.mailDomains;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const register = useMutation({
    mutationFn: (email: string) => answerOf(api.POST('/api/accounts', { body: { email } })),
    onSuccess: (_, email) => setSentTo(email),
  });
  if (sentTo) {
    return (
      <MailSent
        title={t('register.sentTitle')}
        text={t('register.sentText', { email: sentTo })}
        email={sentTo}
        steps={[t('register.sentSteps.open'), t('register.sentSteps.link'), t('register.sentSteps.password')]}
        error={register.error}
        pending={register.isPending}
        onResend={() => register.mutate(sentTo)}
        onOther={() => {
          setSentTo(null);
          register.reset();
        }}
      />
    );
  }
  return (
    <>
      <DoorHeader title={t('register.title')} lead={t('register.lead')} />
      <ErrorNotice error={register.error} />
      {/* The list of domains comes with the session: a form that grew then would move the button from under the pointer. */}
      {session.isPending ? (
        <Skeleton active paragraph={{ rows: 4 }} />
      ) : (
        <Form<{ email: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ email }) => register.mutate(email)}
        >
          <EmailItem hint={domains && <AllowedDomains domains={domains} />} />
          <Button type="primary" size="large" block htmlType="submit" loading={register.isPending}>
            {t('register.submit')}
          </Button>
        </Form>
      )}
      <p className="door-below">
        <span>{t('register.have')}</span>
        <Link to="/dang-nhap">{t('signIn.submit')}</Link>
      </p>
    </>
  );
}

function AllowedDomains({ domains }: { domains: readonly string[] }) {
  const { t } = useTranslation('accounts');
  if (domains.length === 0) return t('register.noDomains');
  return (
    <>
      {t('register.domains')}
      <ul className="door-domains">
        {domains.map((domain) => (
          <li key={domain}>@{domain}</li>
        ))}
      </ul>
    </>
  );
}
