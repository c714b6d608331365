import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { useSession } from '../../api/session';
import './AdministrationFrame.css';
import './texts';

const sections = [
  ['don-vi', 'nav.units'],
  ['tai-khoan', 'nav.accounts'],
] as const;

/** What the approving office keeps, too. */
const sectionsOfCalendar = [
  ['lich-lam-viec', 'nav.calendar'],
  ['thoi-han', 'nav.deadlines'],
] as const;

/** What the MCU operators keep, too. */
const sectionsOfTemplates = [['mo-hinh-phong-hop', 'nav.templates']] as const;

/** Of the installation, which is nobody's but the system administrators'. */
const sectionsOfInstallation = [
  ['danh-muc-chuan-bi', 'nav.checklists'],
  ['may-chu', 'nav.nodes'],
  ['dai-dia-chi', 'nav.ranges'],
  ['bi-mat-nha-nuoc', 'nav.secrecy'],
  ['ho-tro', 'nav.support'],
  ['ten-mien-thu', 'nav.mailDomains'],
  ['thu-giu-lai', 'nav.mails'],
  ['chan-doan', 'nav.diagnostics'],
] as const;

/** The administration's sections, one beside the other. */
export function AdministrationFrame() {
  const { t } = useTranslation('organisation');
  const session = useSession().data;
  const shown = [
    ...sections,
    ...(session?.permissions.includes('manageCalendar') ? sectionsOfCalendar : []),
    ...(session?.permissions.includes('manageTemplates') ? sectionsOfTemplates : []),
    ...(session?.account?.isAdministrator ? sectionsOfInstallation : []),
  ];
  return (
    <div className="administration">
      <nav className="administration-nav" aria-label={t('sections')}>
        {shown.map(([path, name]) => (
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
