import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DoorHeader } from './DoorHeader';

export interface SecondFactor {
  code?: string;
  recoveryCode?: string;
}

interface SecondFactorFormProps {
  error: unknown;
  pending: boolean;
  onSubmit: (factor: SecondFactor) => void;
  onBack: () => void;
}

/** The 6-digit code of the telephone, or one of the recovery codes. */
export function SecondFactorForm({ error, pending, onSubmit, onBack }: SecondFactorFormProps) {
  const { t } = useTranslation('accounts');
  const [recovery, setRecovery] = useState(false);
  return (
    <>
      <DoorHeader
        title={t('secondFactor.title')}
        lead={recovery ? t('secondFactor.leadRecovery') : t('secondFactor.lead')}
      />
      <ErrorNotice error={error} />
      <Form<SecondFactor> layout="vertical" requiredMark={false} key={String(recovery)} onFinish={onSubmit}>
        {recovery ? (
          <Form.Item
            name="recoveryCode"
            label={t('secondFactor.recoveryCode')}
            normalize={(value: string) => value.trim()}
            rules={[{ required: true, message: t('secondFactor.recoveryRequired') }]}
          >
            <Input size="large" autoComplete="off" spellCheck={false} autoFocus />
          </Form.Item>
        ) : (
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
          <Button type="primary" size="large" block htmlType="submit" loading={pending}>
            {t('secondFactor.submit')}
          </Button>
          <Button type="link" onClick={() => setRecovery(!recovery)}>
            {recovery ? t('secondFactor.useCode') : t('secondFactor.useRecovery')}
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
