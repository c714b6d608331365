import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { useSession } from '../../api/session';
import './AdministrationFrame.css';
import './texts';

const sections = [
  ['don-vi', 'nav.units'],
  ['tai-khoan', 'nav.accounts'],
] as const;

/** Of the installation, which is nobody's but the system administrators'. */
const sectionsOfInstallation = [
  ['ten-mien-thu', 'nav.mailDomains'],
  ['thu-giu-lai', 'nav.mails'],
  ['chan-doan', 'nav.diagnostics'],
] as const;

/** The administration's sections, one beside the other. */
export function AdministrationFrame() {
  const { t } = useTranslation('organisation');
  const isAdministrator = useSession().data?.account?.isAdministrator ?? false;
  return (
    <div className="administration">
      <nav className="administration-nav" aria-label={t('sections')}>
        {[...sections, ...(isAdministrator ? sectionsOfInstallation : [])].map(([path, name]) => (
          <NavLink key={path} to={`/quan-tri/${path}`}>
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <div className="administration-main">
        <Outlet />
      </div>
    </div>
  );
}
