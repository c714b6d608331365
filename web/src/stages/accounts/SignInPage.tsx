import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { Problem } from '../../api/problem';
import { useSession, useSessionChanged } from '../../api/session';
import { Countdown } from '../../ui/Countdown';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { PasswordField } from '../../ui/PasswordField';
import { DoorHeader } from './DoorHeader';
import type { SecondFactor } from './SecondFactorForm';
import { wayBack } from './wayBack';
import './texts';

interface Credentials {
  email: string;
  password: string;
  /** The session outlives the browser. */
  rememberDevice: boolean;
}

// Few accounts have one, and it brings Ant Design with it.
const SecondFactorStep = lazy(async () => ({ default: (await import('./SecondFactorStep')).SecondFactorStep }));

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

  // Who comes here because the session was ended waits until that is known.
  if (session.data?.account && !signIn.isPending && !said) return <Navigate to={back} replace />;
  if (credentials) {
    return (
      <Suspense>
        <SecondFactorStep
          credentials={credentials}
          error={error}
          pending={signIn.isPending}
          onSubmit={(factor) => signIn.mutate({ ...credentials, ...factor })}
          onBack={() => {
            setCredentials(null);
            signIn.reset();
          }}
        />
      </Suspense>
    );
  }
  return (
    <>
      <DoorHeader title={t('signIn.title')} lead={t('signIn.lead')} />
      {said && !error && <Notice kind="success" role="status" title={said} />}
      {session.data?.installation.needsFirstAdministrator && (
        <Notice kind="info" title={t('signIn.firstAdministrator')} />
      )}
      <ErrorNotice error={error} />
      <CredentialsForm pending={signIn.isPending} onSubmit={(entered) => signIn.mutate(entered)}>
        <TryAgainIn until={lockedUntil} />
      </CredentialsForm>
      <p className="door-below">
        <span>{t('signIn.noAccount')}</span>
        <Link to="/dang-ky">{t('signIn.register')}</Link>
      </p>
    </>
  );
}

interface CredentialsFormProps {
  pending: boolean;
  onSubmit: (credentials: Credentials) => void;
  /** Below the button. */
  children: ReactNode;
}

function CredentialsForm({ pending, onSubmit, children }: CredentialsFormProps) {
  const { t } = useTranslation('accounts');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [rememberDevice, setRememberDevice] = useState(false);
  // Nothing is wrong with a field before it was left or sent.
  const [looked, setLooked] = useState({ email: false, password: false });
  const form = useRef<HTMLFormElement>(null);
  const faults = {
    email: email.trim() === '' ? t('emailRequired') : looksLikeEmail(email) ? null : t('emailInvalid'),
    password: password === '' ? t('passwordRequired') : null,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLooked({ email: true, password: true });
    const wrong = faults.email ? 'email' : faults.password ? 'password' : null;
    if (wrong) form.current?.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
    else if (!pending) onSubmit({ email: email.trim(), password, rememberDevice });
  };
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <Field label={t('email')} fault={looked.email ? faults.email : null}>
        {(control) => (
          <input
            {...control}
            className="text-input"
            data-size="large"
            name="email"
            type="email"
            inputMode="email"
            autoComplete="username"
            // biome-ignore lint/a11y/noAutofocus: the page is this form
            autoFocus
            spellCheck={false}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            onBlur={() => setLooked((before) => ({ ...before, email: email !== '' }))}
          />
        )}
      </Field>
      <Field label={t('password')} fault={looked.password ? faults.password : null}>
        {(control) => (
          <PasswordField
            {...control}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
      </Field>
      <div className="door-keep">
        <label className="door-remember">
          <input
            type="checkbox"
            checked={rememberDevice}
            onChange={(event) => setRememberDevice(event.target.checked)}
          />
          {t('signIn.remember')}
        </label>
        <Link className="door-link" to="/quen-mat-khau">
          {t('signIn.forgotten')}
        </Link>
      </div>
      <button type="submit" className="button-link is-primary door-submit" aria-busy={pending} disabled={pending}>
        {t('signIn.submit')}
      </button>
      <p className="door-wait" aria-live="off">
        {children}
      </p>
    </form>
  );
}

/** As browsers judge a field for addresses; the server has the last word. */
function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

/** What the page that led here has to say. */
function useSaid(): string | null {
  const { t } = useTranslation('accounts');
  const state: unknown = useLocation().state;
  return state === 'reset' || state === 'signedOutEverywhere' ? t(`signIn.${state}`) : null;
}

function TryAgainIn({ until }: { until: number | null }) {
  const { t } = useTranslation('accounts');
  return until === null || until <= Date.now() ? null : (
    <>
      {t('signIn.tryAgainIn')} <Countdown until={until} />
    </>
  );
}
