import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';
import { browserHasPasskeys, type CredentialJson, showPasskey, wasCancelled } from './webAuthn';

export interface SecondFactor {
  code?: string;
  recoveryCode?: string;
  passkey?: { challengeId: string; credential: CredentialJson };
}

interface SecondFactorFormProps {
  /** What the first step was passed with: it asks which second factors the account has. */
  credentials: { email: string; password: string };
  error: unknown;
  pending: boolean;
  onSubmit: (factor: SecondFactor) => void;
  onBack: () => void;
  /** In a dialog, which has a title of its own. */
  inDialog?: boolean;
}

/** A passkey, the 6-digit code of the telephone, or one of the recovery codes. */
export function SecondFactorForm({ credentials, error, pending, onSubmit, onBack, inDialog }: SecondFactorFormProps) {
  const { t } = useTranslation('accounts');
  const [recovery, setRecovery] = useState(false);
  const choice = useQuery({
    queryKey: ['second-factor-choice', credentials.email],
    queryFn: () => {
      const { email, password } = credentials;
      return answerOf(api.POST('/api/session/second-factor', { body: { email, password } }));
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const show = useMutation({
    mutationFn: async () => {
      const asked = choice.data?.passkey;
      if (!asked) throw new Error('no passkey was asked for');
      return { challengeId: asked.challengeId, credential: await showPasskey(asked.options) };
    },
    onSuccess: (passkey) => onSubmit({ passkey }),
    // An answer counts once: the next try needs another question.
    onSettled: () => void choice.refetch(),
  });
  const passkeys = Boolean(choice.data?.passkey) && browserHasPasskeys();
  // Until it is known which ones there are, and when that cannot be learnt, the code can be typed.
  const codes = choice.data?.totp ?? true;
  const lead = t(recovery ? 'secondFactor.leadRecovery' : codes ? 'secondFactor.lead' : 'secondFactor.leadPasskey');

  return (
    <>
      {inDialog ? <p className="panel-lead">{lead}</p> : <DoorHeader title={t('secondFactor.title')} lead={lead} />}
      {wasCancelled(show.error) ? (
        <Alert className="door-note" type="warning" showIcon role="alert" title={t('account.passkeyCancelled')} />
      ) : (
        <ErrorNotice error={error ?? show.error ?? choice.error} />
      )}
      {passkeys && !recovery && (
        <Button
          className="door-passkey"
          type={codes ? 'default' : 'primary'}
          size="large"
          block
          loading={show.isPending || (pending && !codes)}
          onClick={() => show.mutate()}
        >
          {t('secondFactor.usePasskey')}
        </Button>
      )}
      <Form<SecondFactor> layout="vertical" requiredMark={false} key={String(recovery)} onFinish={onSubmit}>
        {recovery && (
          <Form.Item
            name="recoveryCode"
            label={t('secondFactor.recoveryCode')}
            normalize={(value: string) => value.trim()}
            rules={[{ required: true, message: t('secondFactor.recoveryRequired') }]}
          >
            <Input size="large" autoComplete="off" spellCheck={false} autoFocus />
          </Form.Item>
        )}
        {!recovery && codes && (
          <Form.Item
            name="code"
            label={t('secondFactor.code')}
            normalize={(value: string) => value.replace(/\D/g, '').slice(0, 6)}
            validateTrigger="onSubmit"
            rules={[{ required: true, pattern: /^\d{6}$/, message: t('secondFactor.codeInvalid') }]}
          >
            <Input className="code-input" size="large" inputMode="numeric" autoComplete="one-time-code" autoFocus />
          </Form.Item>
        )}
        <div className="door-actions">
          {(recovery || codes) && (
            <Button type="primary" size="large" block htmlType="submit" loading={pending && !show.isPending}>
              {t('secondFactor.submit')}
            </Button>
          )}
          <Button type="link" onClick={() => setRecovery(!recovery)}>
            {recovery ? t('secondFactor.useOther') : t('secondFactor.useRecovery')}
          </Button>
        </div>
      </Form>
      <p className="door-below">
        <Button type="link" onClick={onBack} style={{ padding: 0 }}>
          {t('secondFactor.back')}
        </Button>
      </p>
    </>
  );
}
