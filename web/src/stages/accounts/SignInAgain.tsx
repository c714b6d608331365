import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { lostSession } from '../../api/lostSession';
import { Problem } from '../../api/problem';
import { type Account, readSession, sessionQuery, useSessionChanged } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PasswordField } from '../../ui/PasswordField';
import { type SecondFactor, SecondFactorForm } from './SecondFactorForm';
import './door.css';
import './texts';

// Above every other dialog: the act that was refused may have been begun in one.
const above = 2_000;

/**
 * "Phiên đăng nhập đã hết": the same account signs in over the page that it works on, which stays as it is. Requests that wait go on
 * from there; one that signs in in another tab needs no password here.
 */
export function SignInAgain({ account, isOpen }: { account: Account; isOpen: boolean }) {
  const { t } = useTranslation('accounts');
  const queries = useQueryClient();
  const sessionChanged = useSessionChanged();
  const [password, setPassword] = useState<string | null>(null);
  const { email } = account;
  /** @returns whether this account is signed in, here or in another tab */
  const comeBack = async () => {
    const session = await readSession();
    if (session.account?.id !== account.id) return false;
    queries.setQueryData(sessionQuery.queryKey, session);
    lostSession.signedIn();
    return true;
  };
  const signIn = useMutation({
    mutationFn: (body: { password: string } & SecondFactor) =>
      answerOf(api.POST('/api/session', { body: { email, rememberDevice: false, ...body } })),
    onSuccess: async () => {
      await comeBack();
      // What failed meanwhile is read again.
      await queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
    },
    onError: (error, body) => {
      if (error instanceof Problem && error.code === 'second_factor_required') setPassword(body.password);
    },
  });
  const looking = useRef(comeBack);
  looking.current = comeBack;
  useEffect(() => {
    const look = () => void looking.current().catch(() => undefined);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  const expected = signIn.error instanceof Problem && signIn.error.code === 'second_factor_required';
  const error = expected ? null : signIn.error;
  return (
    <Modal
      open={isOpen}
      zIndex={above}
      title={t('again.title')}
      mask={{ closable: false }}
      footer={null}
      // The dialog would give the focus to its first button, which closes it.
      afterOpenChange={(isShown) => isShown && document.getElementById('again_password')?.focus()}
      onCancel={() => lostSession.putOff()}
    >
      {password === null ? (
        <>
          <p className="panel-lead">{t('again.lead')}</p>
          <ErrorNotice error={error} />
          <Form<{ password: string }>
            name="again"
            layout="vertical"
            requiredMark={false}
            onFinish={(fields) => signIn.mutate(fields)}
          >
            <Form.Item label={t('email')} htmlFor="again-email">
              <Input id="again-email" size="large" readOnly value={email} autoComplete="username" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('password')}
              rules={[{ required: true, message: t('passwordRequired') }]}
            >
              <PasswordField autoComplete="current-password" />
            </Form.Item>
            <Button type="primary" size="large" block htmlType="submit" loading={signIn.isPending}>
              {t('signIn.submit')}
            </Button>
          </Form>
          <p className="door-below">
            <Button type="link" style={{ padding: 0 }} onClick={() => void sessionChanged()}>
              {t('again.other')}
            </Button>
            <Button type="link" style={{ padding: 0 }} onClick={() => lostSession.putOff()}>
              {t('again.later')}
            </Button>
          </p>
        </>
      ) : (
        <SecondFactorForm
          inDialog
          credentials={{ email, password }}
          error={error}
          pending={signIn.isPending}
          onSubmit={(factor) => signIn.mutate({ password, ...factor })}
          onBack={() => {
            setPassword(null);
            signIn.reset();
          }}
        />
      )}
    </Modal>
  );
}
