import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { Problem } from '../../api/problem';
import { useSession, useSessionChanged } from '../../api/session';
import { Countdown } from '../../ui/Countdown';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PasswordField } from '../../ui/PasswordField';
import { DoorHeader } from './DoorHeader';
import { EmailItem } from './EmailItem';
import { type SecondFactor, SecondFactorForm } from './SecondFactorForm';
import { wayBack } from './wayBack';
import './texts';

interface Credentials {
  email: string;
  password: string;
  /** The session outlives the browser. */
  rememberDevice: boolean;
}

/** Address and password, then the second factor where the account has one. */
export function SignInPage() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const said = useSaid();
  const session = useSession();
  const sessionChanged = useSessionChanged();
  const [credentials, setCredentials] = useState<Credentials | null>(null);
  const [lockedUntil, setLockedUntil] = useState<number | null>(null);
  const back = wayBack(search.get('ve'));

  const signIn = useMutation({
    mutationFn: (body: Credentials & SecondFactor) => answerOf(api.POST('/api/session', { body })),
    onSuccess: async () => {
      await sessionChanged();
      navigate(back, { replace: true });
    },
    onError: (error, { email, password, rememberDevice }) => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'second_factor_required') setCredentials({ email, password, rememberDevice });
      if (error.retryAfter) setLockedUntil(Date.now() + error.retryAfter * 1000);
    },
  });
  const expected = signIn.error instanceof Problem && signIn.error.code === 'second_factor_required';
  const error = expected ? null : signIn.error;

  if (session.data?.account && !signIn.isPending) return <Navigate to={back} replace />;
  if (credentials) {
    return (
      <SecondFactorForm
        credentials={credentials}
        error={error}
        pending={signIn.isPending}
        onSubmit={(factor) => signIn.mutate({ ...credentials, ...factor })}
        onBack={() => {
          setCredentials(null);
          signIn.reset();
        }}
      />
    );
  }
  return (
    <>
      <DoorHeader title={t('signIn.title')} lead={t('signIn.lead')} />
      {said && !error && <Alert className="door-note" type="success" showIcon role="status" title={said} />}
      {session.data?.installation.needsFirstAdministrator && (
        <Alert className="door-note" type="info" showIcon title={t('signIn.firstAdministrator')} />
      )}
      <ErrorNotice error={error} />
      <Form<Credentials>
        layout="vertical"
        requiredMark={false}
        initialValues={{ rememberDevice: false }}
        onFinish={(values) => signIn.mutate(values)}
      >
        <EmailItem />
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordRequired') }]}>
          <PasswordField autoComplete="current-password" />
        </Form.Item>
        <div className="door-keep">
          <Form.Item name="rememberDevice" valuePropName="checked" noStyle>
            <Checkbox>{t('signIn.remember')}</Checkbox>
          </Form.Item>
          <Link className="door-link" to="/quen-mat-khau">
            {t('signIn.forgotten')}
          </Link>
        </div>
        <Button type="primary" size="large" block htmlType="submit" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
        <p className="door-wait" aria-live="off">
          <TryAgainIn until={lockedUntil} />
        </p>
      </Form>
      <p className="door-below">
        <span>{t('signIn.noAccount')}</span>
        <Link to="/dang-ky">{t('signIn.register')}</Link>
      </p>
    </>
  );
}

/** What the page that led here has to say: the password was reset. */
function useSaid(): string | null {
  const { t } = useTranslation('accounts');
  const state: unknown = useLocation().state;
  return state === 'reset' ? t('signIn.reset') : null;
}

function TryAgainIn({ until }: { until: number | null }) {
  const { t } = useTranslation('accounts');
  return until === null || until <= Date.now() ? null : (
    <>
      {t('signIn.tryAgainIn')} <Countdown until={until} />
    </>
  );
}
