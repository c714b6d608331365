import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { PasswordAgain } from './PasswordAgain';
import type { PasskeyRow } from './secondFactorQuery';
import { browserHasPasskeys, createPasskey, isKnownHere, wasCancelled } from './webAuthn';

interface PasskeyListProps {
  passkeys: readonly PasskeyRow[];
  /** False where the installation is reached by an IP address. */
  possible: boolean;
  onChanged: (recoveryCodes?: readonly string[] | null) => void;
}

const longestName = 60;

/** The passkeys of the account, each with the name that people gave it. */
export function PasskeyList({ passkeys, possible, onChanged }: PasskeyListProps) {
  const { t } = useTranslation('accounts');
  const say = useSaying();
  const times = useTimes();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PasskeyRow | null>(null);
  const usable = possible && browserHasPasskeys();
  const add = useMutation({
    mutationFn: async ({ password, name = '' }: { password: string; name?: string }) => {
      const path = '/api/accounts/me/second-factor/passkeys';
      const asked = await answerOf(api.POST(`${path}/options`, { body: { password } }));
      const credential = await createPasskey(asked.options);
      return answerOf(api.POST(path, { body: { challengeId: asked.challengeId, name, credential } }));
    },
    onSuccess: ({ recoveryCodes }) => {
      setAdding(false);
      say.done(t('account.passkeyAdded'));
      onChanged(recoveryCodes);
    },
  });
  const remove = useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) =>
      answerOf(
        api.DELETE('/api/accounts/me/second-factor/passkeys/{id}', { params: { path: { id } }, body: { password } }),
      ),
    onSuccess: () => {
      setRemoving(null);
      say.done(t('account.passkeyRemoved'));
      onChanged();
    },
  });
  const saidByBrowser = wasCancelled(add.error)
    ? t('account.passkeyCancelled')
    : isKnownHere(add.error)
      ? t('account.passkeyKnown')
      : null;

  return (
    <div className="factor-kind">
      <h3>{t('account.passkeysTitle')}</h3>
      <p>{t('account.passkeysLead')}</p>
      {passkeys.length > 0 && (
        <ul className="passkeys" aria-label={t('account.passkeysTitle')}>
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span>
                <b>{passkey.name}</b>
                <small>
                  {t('account.passkeySince', { time: times.date(passkey.createdAt) })}
                  {passkey.lastUsedAt && ` · ${t('account.passkeyUsed', { time: times.dateTime(passkey.lastUsedAt) })}`}
                </small>
              </span>
              <Button
                danger
                type="text"
                onClick={() => setRemoving(passkey)}
                aria-label={t('account.passkeyRemoveNamed', { name: passkey.name })}
              >
                {t('account.passkeyRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {usable ? (
        <Button onClick={() => setAdding(true)}>{t('account.passkeyAdd')}</Button>
      ) : (
        <p className="factor-note">{possible ? t('account.passkeysBrowser') : t('account.passkeysImpossible')}</p>
      )}
      {adding && (
        <PasswordAgain
          title={t('account.passkeyAdd')}
          lead={t('account.passkeyAddLead')}
          send={t('account.goOn')}
          pending={add.isPending}
          error={saidByBrowser ? null : add.error}
          onSend={(values) => add.mutate(values)}
          onCancel={() => {
            setAdding(false);
            add.reset();
          }}
        >
          {saidByBrowser && (
            <Alert className="factor-said" type="warning" showIcon role="alert" title={saidByBrowser} />
          )}
          <Form.Item
            name="name"
            label={t('account.passkeyName')}
            extra={t('account.passkeyNameHint')}
            rules={[{ required: true, whitespace: true, message: t('account.passkeyNameRequired') }]}
          >
            <Input maxLength={longestName} autoFocus autoComplete="off" />
          </Form.Item>
        </PasswordAgain>
      )}
      {removing && (
        <PasswordAgain
          title={t('account.passkeyRemoveNamed', { name: removing.name })}
          lead={t('account.passkeyRemoveLead')}
          send={t('account.passkeyRemove')}
          danger
          pending={remove.isPending}
          error={remove.error}
          onSend={({ password }) => remove.mutate({ id: removing.id, password })}
          onCancel={() => {
            setRemoving(null);
            remove.reset();
          }}
        />
      )}
    </div>
  );
}
