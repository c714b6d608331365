import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import { PasswordAgain } from './PasswordAgain';
import { TotpSetup } from './TotpSetup';

/** The app on a telephone that shows codes: set up with the password and a first code, taken away with the password. */
export function AuthenticatorApp({
  on,
  onChanged,
}: {
  on: boolean;
  onChanged: (recoveryCodes?: readonly string[] | null) => void;
}) {
  const { t } = useTranslation('accounts');
  const say = useSaying();
  const [asking, setAsking] = useState(false);
  const start = useMutation({
    mutationFn: (body: { password: string }) => answerOf(api.POST('/api/accounts/me/second-factor/totp', { body })),
    onSuccess: () => setAsking(false),
  });
  const stop = useMutation({
    mutationFn: (body: { password: string }) => answerOf(api.DELETE('/api/accounts/me/second-factor/totp', { body })),
    onSuccess: () => {
      setAsking(false);
      say.done(t('account.totpStopped'));
      onChanged();
    },
  });
  const doing = on ? stop : start;

  return (
    <div className="factor-kind">
      <h3>{t('account.totpTitle')}</h3>
      {start.data && !on ? (
        <TotpSetup
          offer={start.data}
          onCancel={() => start.reset()}
          onDone={(codes) => {
            start.reset();
            onChanged(codes);
          }}
        />
      ) : (
        <>
          <p>{on ? t('account.totpOn') : t('account.totpOff')}</p>
          <Button danger={on} onClick={() => setAsking(true)}>
            {on ? t('account.totpStop') : t('account.totpStart')}
          </Button>
        </>
      )}
      {asking && (
        <PasswordAgain
          title={on ? t('account.totpStop') : t('account.totpStart')}
          send={on ? t('account.totpStop') : t('account.goOn')}
          danger={on}
          pending={doing.isPending}
          error={doing.error}
          onSend={({ password }) => doing.mutate({ password })}
          onCancel={() => {
            setAsking(false);
            doing.reset();
          }}
        />
      )}
    </div>
  );
}
