import type { ComponentType } from 'react';
import { Navigate, type RouteObject } from 'react-router';
import { PageWait } from './PageWait';
import { RouteCrash } from './RouteCrash';

/** A route's component, fetched when the route is entered. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return async () => ({ Component: (await load())[name] });
}

const forms = page(() => import('./OfficeForms'), 'OfficeForms');
const live = page(() => import('../stages/live/LivePage'), 'LivePage');

// Each world is fetched when it is entered: a guest who opens a link and who signs in never
// download Ant Design, home neither, and the office never downloads the call.
export const routes: RouteObject[] = [
  {
    errorElement: <RouteCrash />,
    hydrateFallbackElement: <PageWait />,
    children: [
      {
        lazy: page(() => import('./HallCalls'), 'HallCalls'),
        children: [
          { path: '/r/:roomId', lazy: live },
          { path: '/hop/:meetingId', lazy: live },
        ],
      },
      { path: '/p/:slug', lazy: live },
      { path: '/huong-dan/:slug?', lazy: page(() => import('../stages/guide/GuidePage'), 'GuidePage') },
      { path: '/h/:secret', lazy: live },
      { path: '/vao-hop', lazy: live },
      { path: '/may-diem-cau', lazy: page(() => import('./KioskMachine'), 'KioskMachine') },
      {
        path: '/kiem-tra-ket-noi',
        lazy: page(() => import('../stages/connectivity/ConnectivityPage'), 'ConnectivityPage'),
      },
      { path: '/tu-kiem-tra', lazy: page(() => import('../stages/selfCheck/SelfCheckPage'), 'SelfCheckPage') },
      {
        lazy: page(() => import('./DoorFrame'), 'DoorFrame'),
        children: [
          { path: '/dang-nhap', lazy: page(() => import('../stages/accounts/SignInPage'), 'SignInPage') },
          {
            lazy: page(() => import('./DoorForms'), 'DoorForms'),
            children: [
              { path: '/dang-ky', lazy: page(() => import('../stages/accounts/RegisterPage'), 'RegisterPage') },
              { path: '/links/:token', lazy: page(() => import('../stages/accounts/LinkPage'), 'LinkPage') },
              {
                path: '/kich-hoat/:token',
                lazy: page(() => import('../stages/accounts/ActivationPage'), 'ActivationPage'),
              },
              {
                path: '/quan-tri-dau-tien/:token',
                lazy: page(() => import('../stages/accounts/FirstAdministratorPage'), 'FirstAdministratorPage'),
              },
              {
                path: '/quen-mat-khau',
                lazy: page(() => import('../stages/accounts/ForgottenPasswordPage'), 'ForgottenPasswordPage'),
              },
              {
                path: '/dat-lai-mat-khau/:token',
                lazy: page(() => import('../stages/accounts/PasswordResetPage'), 'PasswordResetPage'),
              },
            ],
          },
        ],
      },
      {
        lazy: page(() => import('./OfficeFrame'), 'OfficeFrame'),
        children: [
          {
            lazy: forms,
            children: [
              {
                path: '/lich-cong-khai',
                lazy: page(() => import('../stages/meetingCalendar/PublicMeetingsPage'), 'PublicMeetingsPage'),
              },
            ],
          },
          {
            lazy: page(() => import('./SignedIn'), 'SignedIn'),
            children: [
              { path: '/', lazy: page(() => import('./Home'), 'Home') },
              {
                lazy: forms,
                children: [
                  {
                    path: '/lich-hop',
                    lazy: page(() => import('../stages/meetingCalendar/CalendarPage'), 'CalendarPage'),
                  },
                  { path: '/phong-hop', lazy: page(() => import('../stages/rooms/RoomsPage'), 'RoomsPage') },
                  { path: '/phong-hop/:roomId', lazy: page(() => import('../stages/rooms/RoomPage'), 'RoomPage') },
                  {
                    path: '/cuoc-hop/:meetingId/gio-khac',
                    lazy: page(() => import('../stages/approval/ProposalsPage'), 'ProposalsPage'),
                  },
                  {
                    path: '/cuoc-hop/:meetingId/chuan-bi',
                    lazy: page(() => import('../stages/preparation/PreparationPage'), 'PreparationPage'),
                  },
                  {
                    path: '/cuoc-hop/:meetingId/phien-hop',
                    lazy: page(() => import('../stages/session/SessionPage'), 'SessionPage'),
                  },
                  {
                    path: '/cuoc-hop/:meetingId/kiem-tra',
                    lazy: page(() => import('../stages/technicalCheck/CheckPage'), 'CheckPage'),
                  },
                  {
                    path: '/cuoc-hop/:meetingId/diem-danh',
                    lazy: page(() => import('../stages/attendance/AttendancePage'), 'AttendancePage'),
                  },
                  {
                    path: '/cuoc-hop/:meetingId/tong-hop',
                    lazy: page(() => import('../stages/summaries/SummaryPage'), 'SummaryPage'),
                  },
                  { path: '/phe-duyet', lazy: page(() => import('../stages/approval/ApprovalPage'), 'ApprovalPage') },
                  { path: '/danh-ba', lazy: page(() => import('../stages/directory/DirectoryPage'), 'DirectoryPage') },
                  { path: '/cac-may-diem-cau', lazy: page(() => import('../stages/kiosk/KiosksPage'), 'KiosksPage') },
                  { path: '/diem-cau', lazy: page(() => import('../stages/sites/SitesPage'), 'SitesPage') },
                  {
                    path: '/diem-cau/nhap',
                    lazy: page(() => import('../stages/sites/SiteImportPage'), 'SiteImportPage'),
                  },
                  { path: '/diem-cau/:siteId', lazy: page(() => import('./SiteOfUnit'), 'SiteOfUnit') },
                  {
                    path: '/cuoc-hop/:meetingId/thong-bao',
                    lazy: page(() => import('../stages/notices/NoticePage'), 'NoticePage'),
                  },
                  { path: '/hop-thong-bao', lazy: page(() => import('../stages/notices/InboxPage'), 'InboxPage') },
                  {
                    path: '/thong-bao/:noticeId',
                    lazy: page(() => import('../stages/notices/NoticeCopyPage'), 'NoticeCopyPage'),
                  },
                  {
                    path: '/cuoc-hop',
                    lazy: page(() => import('../stages/registration/MeetingsPage'), 'MeetingsPage'),
                  },
                  {
                    path: '/cuoc-hop/dang-ky',
                    lazy: page(() => import('../stages/registration/RegistrationPage'), 'RegistrationPage'),
                  },
                  {
                    path: '/cuoc-hop/:meetingId',
                    lazy: page(() => import('../stages/registration/MeetingPage'), 'MeetingPage'),
                  },
                  { path: '/nhat-ky', lazy: page(() => import('../stages/journal/JournalPage'), 'JournalPage') },
                  { path: '/tai-khoan', lazy: page(() => import('../stages/accounts/AccountPage'), 'AccountPage') },
                  {
                    path: '/quan-tri',
                    lazy: page(() => import('./Administrators'), 'Administrators'),
                    children: [
                      {
                        lazy: page(() => import('../stages/organisation/AdministrationFrame'), 'AdministrationFrame'),
                        children: [
                          { index: true, element: <Navigate to="/quan-tri/don-vi" replace /> },
                          { path: 'don-vi', lazy: page(() => import('../stages/organisation/UnitsPage'), 'UnitsPage') },
                          {
                            path: 'don-vi/nhap',
                            lazy: page(() => import('../stages/organisation/UnitImportPage'), 'UnitImportPage'),
                          },
                          {
                            path: 'tai-khoan',
                            lazy: page(() => import('../stages/organisation/AccountsPage'), 'AccountsPage'),
                          },
                          {
                            path: 'lich-lam-viec',
                            lazy: page(
                              () => import('../stages/workingDays/WorkingCalendarPage'),
                              'WorkingCalendarPage',
                            ),
                          },
                          {
                            path: 'thoi-han',
                            lazy: page(() => import('../stages/deadlines/DeadlineRulesPage'), 'DeadlineRulesPage'),
                          },
                          {
                            path: 'bi-mat-nha-nuoc',
                            lazy: page(() => import('../stages/registration/SecrecyPage'), 'SecrecyPage'),
                          },
                          {
                            path: 'mo-hinh-phong-hop',
                            lazy: page(() => import('../stages/preparation/TemplatesPage'), 'TemplatesPage'),
                          },
                          {
                            path: 'danh-muc-chuan-bi',
                            lazy: page(() => import('../stages/preparation/ChecklistsPage'), 'ChecklistsPage'),
                          },
                          {
                            path: 'may-chu',
                            lazy: page(() => import('../stages/resources/MediaNodesPage'), 'MediaNodesPage'),
                          },
                          {
                            path: 'dai-dia-chi',
                            lazy: page(() => import('../stages/sites/NetworkRangesPage'), 'NetworkRangesPage'),
                          },
                          {
                            path: 'ho-tro',
                            lazy: page(() => import('../stages/support/SupportContactsPage'), 'SupportContactsPage'),
                          },
                          {
                            path: 'ten-mien-thu',
                            lazy: page(() => import('../stages/organisation/MailDomainsPage'), 'MailDomainsPage'),
                          },
                          {
                            path: 'thu-giu-lai',
                            lazy: page(() => import('../stages/organisation/KeptMailsPage'), 'KeptMailsPage'),
                          },
                          {
                            path: 'chan-doan',
                            lazy: page(() => import('../stages/diagnostics/ConferencesPage'), 'ConferencesPage'),
                          },
                          {
                            path: 'chan-doan/:conferenceId',
                            lazy: page(() => import('../stages/diagnostics/DiagnosisPage'), 'DiagnosisPage'),
                          },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
          // Built away: who opens it in an installation finds no such page. Measurements build it in.
          ...(import.meta.env.DEV || import.meta.env.VITE_PATTERNS
            ? [
                {
                  lazy: forms,
                  children: [{ path: '/ui', lazy: page(() => import('./patterns/PatternsPage'), 'PatternsPage') }],
                },
              ]
            : []),
          { path: '*', lazy: page(() => import('./NotFoundPage'), 'NotFoundPage') },
        ],
      },
    ],
  },
];
