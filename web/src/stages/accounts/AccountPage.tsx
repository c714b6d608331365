import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { type Account, useSession, useSessionChanged } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { ChangePassword } from './ChangePassword';
import { NameUnit } from './NameUnit';
import { SecondFactorPanel } from './SecondFactorPanel';
import './AccountPage.css';
import './texts';

/** The account of the unit: who it is, its password, its second factor, its sessions. */
export function AccountPage() {
  const { t } = useTranslation('accounts');
  const { account, secondFactor } = useSession().data ?? {};
  if (!account) return null;
  // All else would be refused until there is one. The panel keeps its place when there is: it still shows the recovery codes.
  const isConfined = secondFactor?.isConfined ?? false;
  return (
    <>
      <PageHeader
        title={t(isConfined ? 'account.confinedTitle' : 'account.title')}
        lead={isConfined ? t('account.confinedLead') : undefined}
      />
      <div className="account-sections">
        {!isConfined && <AccountFacts account={account} />}
        {!isConfined && (
          <div className="account-column">
            <ChangePassword />
            <EveryMachine />
          </div>
        )}
        <SecondFactorPanel />
      </div>
    </>
  );
}

function AccountFacts({ account }: { account: Account }) {
  const { t } = useTranslation('accounts');
  const times = useTimes();
  return (
    <dl className="panel account-facts">
      <div>
        <dt>{t('account.unit')}</dt>
        <dd>{account.unitName ?? account.claimedUnit?.name ?? t('account.unitNone')}</dd>
        {account.claimedUnit && <dd className="account-waiting">{t('account.unitWaiting')}</dd>}
        {!account.unitName && !account.claimedUnit && <NameUnit />}
      </div>
      <div>
        <dt>{t('account.email')}</dt>
        <dd>{account.email}</dd>
      </div>
      <div>
        <dt>{t('account.role')}</dt>
        <dd>{account.isAdministrator ? t('account.administrator') : t('account.member')}</dd>
      </div>
      <div>
        <dt>{t('account.lastSignIn')}</dt>
        <dd>{account.lastSignInAt ? times.dateTime(account.lastSignInAt) : t('account.never')}</dd>
      </div>
    </dl>
  );
}

function EveryMachine() {
  const { t } = useTranslation('accounts');
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const sessionChanged = useSessionChanged();
  const signOut = useMutation({
    mutationFn: () => answerOf(api.POST('/api/session/everywhere/sign-out')),
    onSuccess: async () => {
      // First: without an account, every page of the office gives way to the sign-in page, which would not know why.
      await navigate('/dang-nhap', { replace: true, state: 'signedOutEverywhere' });
      await sessionChanged();
    },
  });
  const ask = () =>
    modal.confirm({
      title: t('account.signOutEverywhereConfirm'),
      content: t('account.sessionsLead'),
      okText: t('account.signOutEverywhere'),
      okButtonProps: { danger: true },
      cancelText: t('account.cancel'),
      onOk: () => signOut.mutateAsync().catch(() => undefined),
    });
  return (
    <section className="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('account.sessionsTitle')}</h2>
      <p className="panel-lead">{t('account.sessionsLead')}</p>
      <ErrorNotice error={signOut.error} />
      <Button danger onClick={ask} loading={signOut.isPending}>
        {t('account.signOutEverywhere')}
      </Button>
    </section>
  );
}
