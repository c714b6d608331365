import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { PasswordAgain } from './PasswordAgain';

/** How many recovery codes are left, and new ones in their place. */
export function RecoveryCodesLeft({
  left,
  onRenewed,
}: {
  left: number;
  onRenewed: (codes: readonly string[]) => void;
}) {
  const { t } = useTranslation('accounts');
  const [asking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: (body: { password: string }) =>
      answerOf(api.POST('/api/accounts/me/second-factor/recovery-codes', { body })),
    onSuccess: ({ recoveryCodes }) => {
      setAsking(false);
      onRenewed(recoveryCodes);
    },
  });
  return (
    <div className="factor-kind">
      <h3>{t('account.codesTitle')}</h3>
      <p>{t('account.codesLeft', { count: left })}</p>
      <Button onClick={() => setAsking(true)}>{t('account.codesRenew')}</Button>
      {asking && (
        <PasswordAgain
          title={t('account.codesRenew')}
          lead={t('account.codesRenewLead')}
          send={t('account.codesRenew')}
          pending={renew.isPending}
          error={renew.error}
          onSend={({ password }) => renew.mutate({ password })}
          onCancel={() => {
            setAsking(false);
            renew.reset();
          }}
        />
      )}
    </div>
  );
}
