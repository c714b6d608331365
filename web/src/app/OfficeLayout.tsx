import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { lostSession } from '../api/lostSession';
import { administers, type Session, useSession, useSessionState } from '../api/session';
import { CallWatch } from '../stages/calls/CallWatch';
import { ReminderBell } from '../stages/deadlines/ReminderBell';
import { InboxButton } from '../stages/notices/InboxButton';
import { BrandMark } from '../ui/BrandMark';
import { Button } from '../ui/Button';
import { HelpLine } from '../ui/HelpLine';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { lazyForm } from '../ui/lazyForm';
import { AccountMenu } from './AccountMenu';
import { MailBar } from './MailBar';
import { OfficeNavigation } from './OfficeNavigation';
import './OfficeLayout.css';
import { SecondFactorBar } from './SecondFactorBar';
import { SkipLink } from './SkipLink';

const SignInAgain = lazyForm(async () => (await import('../stages/accounts/SignInAgain')).SignInAgain);

const AskNotice = lazy(async () => ({ default: (await import('../stages/selfCheck/AskNotice')).AskNotice }));

/** Head, navigation and content of every page for people signed in. */
export function OfficeLayout() {
  const { t } = useTranslation('app');
  const { data } = useSession();
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const arrived = useRef(pathname);
  const state = useSessionState();
  useEffect(() => lostSession.hold(), []);
  // A new page is announced from its beginning, as after a page load. Sections under /quan-tri keep the focus on their tab.
  useEffect(() => {
    if (arrived.current === pathname) return;
    arrived.current = pathname;
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  if (!data?.account) return null;
  const confined = data.secondFactor?.isConfined ?? false;
  const may = (permission: Session['permissions'][number]) => data.permissions.includes(permission);
  const entries = [
    { to: '/', label: t('nav.home') },
    { to: '/cuoc-hop', label: t('nav.meetings') },
    { to: '/lich-hop', label: t('nav.calendar') },
    { to: '/phong-hop', label: t('nav.rooms') },
    { to: '/diem-cau', label: t('nav.sites') },
    ...(may('approveMeetings') ? [{ to: '/phe-duyet', label: t('nav.approval') }] : []),
    ...(may('viewJournal') ? [{ to: '/nhat-ky', label: t('nav.journal') }] : []),
    ...(administers(data) ? [{ to: '/quan-tri', label: t('nav.administration') }] : []),
  ];
  return (
    <div className="office">
      <SkipLink />
      <header className="office-head">
        <div className="office-head-in" data-many={(!confined && entries.length > 5) || undefined}>
          <Link to="/" className="office-brand">
            <BrandMark />
            <span>
              <strong>{data.installation.name}</strong>
              <small>{t('product')}</small>
            </span>
          </Link>
          {!confined && <OfficeNavigation entries={entries} />}
          <div className="office-self">
            {!confined && state === 'here' && <InboxButton />}
            {!confined && state === 'here' && <ReminderBell />}
            <LanguageSwitch />
            {state === 'here' ? (
              <AccountMenu account={data.account} />
            ) : (
              <Button kind="primary" onClick={() => lostSession.askAgain()}>
                {t('lost.signIn')}
              </Button>
            )}
          </div>
        </div>
      </header>
      {state === 'putOff' && (
        <div role="status" className="offline-bar no-print">
          <p>{t('lost.text')}</p>
        </div>
      )}
      {state !== 'here' && <SignInAgain account={data.account} isOpen={state === 'lost'} />}
      {data.secondFactor && <SecondFactorBar demanded={data.secondFactor} />}
      {!data.installation.sendsMail && <MailBar administers={may('manageInstallation')} />}
      <main id="content" className="office-content" tabIndex={-1} ref={content}>
        <Outlet />
      </main>
      <footer className="office-foot no-print">
        <HelpLine />
      </footer>
      {!confined && <CallWatch />}
      {!confined && state === 'here' && (
        <Suspense>
          <AskNotice />
        </Suspense>
      )}
    </div>
  );
}
