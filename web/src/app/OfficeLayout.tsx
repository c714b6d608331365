import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { administers, useSession } from '../api/session';
import { CallWatch } from '../stages/calls/CallWatch';
import { ReminderBell } from '../stages/deadlines/ReminderBell';
import { InboxButton } from '../stages/notices/InboxButton';
import { BrandMark } from '../ui/BrandMark';
import { HelpLine } from '../ui/HelpLine';
import { AccountMenu } from './AccountMenu';
import { LanguageSwitch } from './LanguageSwitch';
import './OfficeLayout.css';
import { SecondFactorBar } from './SecondFactorBar';
import { SkipLink } from './SkipLink';

/** Head, navigation and content of every page for people signed in. */
export function OfficeLayout() {
  const { t } = useTranslation('app');
  const { data } = useSession();
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const arrived = useRef(pathname);
  // A new page is announced from its beginning, as after a page load. Sections under /quan-tri keep the focus on their tab.
  useEffect(() => {
    if (arrived.current === pathname) return;
    arrived.current = pathname;
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  if (!data?.account) return null;
  const confined = data.secondFactor?.isConfined ?? false;
  return (
    <div className="office">
      <SkipLink />
      <header className="office-head">
        <div className="office-head-in">
          <Link to="/" className="office-brand">
            <BrandMark />
            <span>
              <strong>{data.installation.name}</strong>
              <small>{t('product')}</small>
            </span>
          </Link>
          {!confined && (
            <nav className="office-nav" aria-label={t('navigation')}>
              <NavLink to="/" end>
                {t('nav.home')}
              </NavLink>
              <NavLink to="/cuoc-hop">{t('nav.meetings')}</NavLink>
              <NavLink to="/lich-hop">{t('nav.calendar')}</NavLink>
              <NavLink to="/phong-hop">{t('nav.rooms')}</NavLink>
              <NavLink to="/diem-cau">{t('nav.sites')}</NavLink>
              {data.permissions.includes('approveMeetings') && <NavLink to="/phe-duyet">{t('nav.approval')}</NavLink>}
              {data.permissions.includes('viewJournal') && <NavLink to="/nhat-ky">{t('nav.journal')}</NavLink>}
              {administers(data) && <NavLink to="/quan-tri">{t('nav.administration')}</NavLink>}
            </nav>
          )}
          <div className="office-self">
            {!confined && <InboxButton />}
            {!confined && <ReminderBell />}
            <LanguageSwitch />
            <AccountMenu account={data.account} />
          </div>
        </div>
      </header>
      {data.secondFactor && <SecondFactorBar demanded={data.secondFactor} />}
      <main id="content" className="office-content" tabIndex={-1} ref={content}>
        <Outlet />
      </main>
      <footer className="office-foot no-print">
        <HelpLine />
      </footer>
      {!confined && <CallWatch />}
    </div>
  );
}
