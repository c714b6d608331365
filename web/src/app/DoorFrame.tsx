import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { useSession } from '../api/session';
import { BrandMark } from '../ui/BrandMark';
import { HelpLine } from '../ui/HelpLine';
import { BridgePicture } from './BridgePicture';
import './DoorFrame.css';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { OfflineBar } from './OfflineBar';
import { useInstallationLanguage } from './useInstallationLanguage';

/** Fetched while the password is typed, so that home is there when it is right. What fails is fetched again when it is needed. */
function fetchOffice(): void {
  for (const part of [import('./OfficeFrame'), import('./SignedIn'), import('./Home')]) part.catch(() => undefined);
}

/** What everybody sees before signing in: the installation on one side, one form on the other. Without Ant Design: signing in is light. */
export function DoorFrame() {
  const { t } = useTranslation('app');
  const { data } = useSession();
  useInstallationLanguage();
  const name = data?.installation.name ?? 'DiemCau';
  return (
    <>
      <OfflineBar />
      <div className="door" onInputCapture={fetchOffice}>
        <header className="door-side">
          <BridgePicture className="door-picture" />
          <p className="door-brand">
            <BrandMark />
            <span>
              <strong>{name}</strong>
              <small>{t('product')}</small>
            </span>
          </p>
          <div className="door-words">
            <p className="door-motto">{t('door.motto')}</p>
            <ul>
              <li>{t('door.browser')}</li>
              <li>{t('door.invite')}</li>
              <li>{t('door.inside')}</li>
            </ul>
          </div>
        </header>
        <main id="content" className="door-main">
          <div className="door-language">
            <LanguageSwitch />
          </div>
          <div className="door-form">
            <Outlet />
          </div>
          <HelpLine />
        </main>
      </div>
    </>
  );
}
