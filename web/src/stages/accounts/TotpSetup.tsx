import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';

interface TotpSetupProps {
  offer: components['schemas']['TotpOffer'];
  /** With the recovery codes, where it is the account's first second factor. */
  onDone: (recoveryCodes: readonly string[] | null) => void;
  onCancel: () => void;
}

/** Scan or type the key, then prove it with the first code. */
export function TotpSetup({ offer, onDone, onCancel }: TotpSetupProps) {
  const { t } = useTranslation('accounts');
  const confirm = useMutation({
    mutationFn: (body: { code: string }) => answerOf(api.PUT('/api/accounts/me/second-factor/totp', { body })),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes ?? null),
  });
  return (
    <div className="factor-setup">
      <p>{t('account.scan')}</p>
      <div className="factor-qr">
        {/* As an image, so that nothing inside the SVG can run. */}
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.qrSvg)}`} alt={t('account.qr')} />
      </div>
      <p>
        {t('account.orType')} <code className="factor-secret">{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <ErrorNotice error={confirm.error} />
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(values) => confirm.mutate(values)}>
        <Form.Item
          name="code"
          label={t('secondFactor.code')}
          extra={t('account.thenCode')}
          normalize={(value: string) => value.replace(/\D/g, '').slice(0, 6)}
          validateTrigger="onSubmit"
          rules={[{ required: true, pattern: /^\d{6}$/, message: t('secondFactor.codeInvalid') }]}
        >
          <Input className="code-input" inputMode="numeric" autoComplete="one-time-code" />
        </Form.Item>
        <div className="panel-actions">
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {t('account.confirm')}
          </Button>
          <Button type="text" onClick={onCancel}>
            {t('account.cancel')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
