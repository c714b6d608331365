import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { sessionQuery } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PasswordField } from '../../ui/PasswordField';
import { StateTag } from '../../ui/StateTag';
import { RecoveryCodes } from './RecoveryCodes';
import { TwoFactorSetup } from './TwoFactorSetup';

/** The account's second factor: turning it on, keeping the recovery codes, turning it off. */
export function TwoFactor({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation('accounts');
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const start = useMutation({ mutationFn: () => answerOf(api.POST('/api/accounts/me/two-factor')) });
  const sessionAgain = () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey });

  return (
    <section className={codes ? 'panel is-printed' : 'panel'} aria-labelledby="factor-title">
      <div className="factor-state">
        <h2 id="factor-title">{codes ? t('account.codesTitle') : t('account.factorTitle')}</h2>
        <StateTag tone={enabled ? 'good' : 'plain'}>
          {enabled ? t('account.factorOn') : t('account.factorOff')}
        </StateTag>
      </div>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : (
        <>
          <p className="panel-lead">{t('account.factorLead')}</p>
          <ErrorNotice error={start.error} />
          {enabled && <TurnOff onDone={sessionAgain} />}
          {!enabled && start.data && (
            <TwoFactorSetup
              setup={start.data}
              onCancel={() => start.reset()}
              onDone={(given) => {
                setCodes(given);
                start.reset();
                void sessionAgain();
              }}
            />
          )}
          {!enabled && !start.data && (
            <Button onClick={() => start.mutate()} loading={start.isPending}>
              {t('account.factorStart')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function TurnOff({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation('accounts');
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: (body: { password: string }) => answerOf(api.DELETE('/api/accounts/me/two-factor', { body })),
    onSuccess: async () => {
      await onDone();
      message.success(t('account.factorStopped'));
    },
  });
  if (!asking) {
    return (
      <Button danger onClick={() => setAsking(true)}>
        {t('account.factorStop')}
      </Button>
    );
  }
  return (
    <>
      <ErrorNotice error={stop.error} />
      <p className="panel-lead">{t('account.factorStopLead')}</p>
      <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={(values) => stop.mutate(values)}>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordRequired') }]}>
          <PasswordField autoComplete="current-password" size="middle" autoFocus />
        </Form.Item>
        <div className="panel-actions">
          <Button danger htmlType="submit" loading={stop.isPending}>
            {t('account.factorStop')}
          </Button>
          <Button type="text" onClick={() => setAsking(false)}>
            {t('account.cancel')}
          </Button>
        </div>
      </Form>
    </>
  );
}
