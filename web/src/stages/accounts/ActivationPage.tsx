import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSessionChanged } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { DoorHeader } from './DoorHeader';
import { LinkGate } from './LinkGate';
import { NewPasswordItem } from './NewPasswordItem';
import { UnitNameItem, unitNaming } from './UnitNameItem';
import './texts';

/** "Kích hoạt tài khoản": from the mail's link to being signed in. */
export function ActivationPage() {
  const { token = '' } = useParams();
  return (
    <LinkGate token={token} purpose="activation">
      {(email, unitName) => <ActivationForm token={token} email={email ?? ''} known={unitName} />}
    </LinkGate>
  );
}

interface Activation {
  password: string;
  unitName?: string;
  unitId?: string;
}

/** @param known the unit that the mailbox belongs to, where its domain or an administrator has said so */
function ActivationForm({ token, email, known }: { token: string; email: string; known: string | null }) {
  const { t } = useTranslation('accounts');
  const say = useSaying();
  const navigate = useNavigate();
  const sessionChanged = useSessionChanged();
  const activate = useMutation({
    mutationFn: ({ password, ...unit }: Activation) =>
      answerOf(api.POST('/api/accounts/activation', { body: { token, password, ...unitNaming(unit) } })),
    onSuccess: async () => {
      await sessionChanged();
      say.done(t('activation.done'));
      navigate('/', { replace: true });
    },
  });
  return (
    <>
      <DoorHeader title={t('activation.title')} lead={t('activation.lead', { email })} />
      <ErrorNotice error={activate.error} />
      <Form<Activation> layout="vertical" requiredMark={false} onFinish={(values) => activate.mutate(values)}>
        {/* Password managers file the new password under this name. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        {known ? (
          <p className="door-known">{t('activation.known', { unit: known })}</p>
        ) : (
          <UnitNameItem token={token} />
        )}
        <NewPasswordItem />
        <Button type="primary" size="large" block htmlType="submit" loading={activate.isPending}>
          {t('activation.submit')}
        </Button>
      </Form>
    </>
  );
}
