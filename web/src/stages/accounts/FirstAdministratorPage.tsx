import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSessionChanged } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { DoorHeader } from './DoorHeader';
import { EmailItem } from './EmailItem';
import { LinkGate } from './LinkGate';
import { NewPasswordItem } from './NewPasswordItem';
import './texts';

/** Behind the one-time link that the server prints at its first start. */
export function FirstAdministratorPage() {
  const { token = '' } = useParams();
  return (
    <LinkGate token={token} purpose="firstAdministrator">
      {() => <FirstAdministratorForm token={token} />}
    </LinkGate>
  );
}

function FirstAdministratorForm({ token }: { token: string }) {
  const { t } = useTranslation('accounts');
  const say = useSaying();
  const navigate = useNavigate();
  const sessionChanged = useSessionChanged();
  const create = useMutation({
    mutationFn: (values: { email: string; password: string }) =>
      answerOf(api.POST('/api/accounts/first-administrator', { body: { token, ...values } })),
    onSuccess: async () => {
      await sessionChanged();
      say.done(t('first.done'));
      navigate('/', { replace: true });
    },
  });
  return (
    <>
      <DoorHeader title={t('first.title')} lead={t('first.lead')} />
      <ErrorNotice error={create.error} />
      <Form<{ email: string; password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => create.mutate(values)}
      >
        <EmailItem />
        <NewPasswordItem />
        <Button type="primary" size="large" block htmlType="submit" loading={create.isPending}>
          {t('first.submit')}
        </Button>
      </Form>
    </>
  );
}
