import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router';
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
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  const shown = [
    ...sections,
    ...(session?.permissions.includes('manageCalendar') ? sectionsOfCalendar : []),
    ...(session?.permissions.includes('manageTemplates') ? sectionsOfTemplates : []),
    ...(session?.account?.isAdministrator ? sectionsOfInstallation : []),
  ];
  // On a telephone they are a line that is moved sideways: the section that is open is in sight, and its neighbours with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path says which one is open.
  useEffect(() => {
    const line = nav.current;
    const open = line?.querySelector<HTMLElement>('[aria-current="page"]');
    if (line && open) line.scrollLeft = open.offsetLeft - (line.clientWidth - open.offsetWidth) / 2;
  }, [pathname, shown.length]);
  return (
    <div className="administration">
      <nav ref={nav} className="administration-nav" aria-label={t('sections')}>
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
