import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';
import { MailSent } from './MailSent';

export type LinkPurpose = components['schemas']['LinkPurpose'];

interface DeadLinkProps {
  purpose: LinkPurpose;
  state: 'expired' | 'used' | 'unknown';
  /** Whose link it was; null when nobody's. */
  email: string | null;
}

/** A link that leads nowhere any more: why, and what to do now. */
export function DeadLink({ purpose, state, email }: DeadLinkProps) {
  const { t } = useTranslation('accounts');
  const resend = useMutation({
    mutationFn: (address: string) => answerOf(api.POST('/api/accounts', { body: { email: address } })),
  });
  if (email && resend.isSuccess) {
    return (
      <MailSent
        title={t('register.sentTitle')}
        text={t('register.sentText', { email })}
        email={email}
        error={resend.error}
        pending={resend.isPending}
        onResend={() => resend.mutate(email)}
        onOther={() => resend.reset()}
      />
    );
  }
  return (
    <>
      <DoorHeader title={t(`link.${state}Title`)} lead={t(leadOf(purpose, state))} />
      <ErrorNotice error={resend.error} />
      <div className="door-actions">
        {state === 'expired' && purpose === 'activation' && email && (
          <Button type="primary" size="large" block loading={resend.isPending} onClick={() => resend.mutate(email)}>
            {t('link.newMail')}
          </Button>
        )}
        {state !== 'used' && purpose === 'activation' && !email && (
          <LinkButton primary to="/dang-ky" text={t('link.register')} />
        )}
        {state !== 'used' && purpose === 'passwordReset' && (
          <LinkButton primary to="/quen-mat-khau" text={t('link.forgotten')} />
        )}
        <LinkButton primary={state === 'used'} to="/dang-nhap" text={t('link.signIn')} />
      </div>
    </>
  );
}

function leadOf(purpose: LinkPurpose, state: DeadLinkProps['state']) {
  if (state === 'unknown') return 'link.unknownText';
  const expired = state === 'expired';
  switch (purpose) {
    case 'activation':
      return expired ? 'link.activationExpired' : 'link.activationUsed';
    case 'passwordReset':
      return expired ? 'link.resetExpired' : 'link.resetUsed';
    case 'firstAdministrator':
      return expired ? 'link.firstExpired' : 'link.firstUsed';
  }
}

function LinkButton({ to, text, primary }: { to: string; text: string; primary: boolean }) {
  return (
    <Link to={to} className={primary ? 'button-link is-primary' : 'button-link'}>
      {text}
    </Link>
  );
}
