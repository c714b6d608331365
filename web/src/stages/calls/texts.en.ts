import type { vi } from './texts.vi';

export const en: typeof vi = {
  heading: 'Your site is called into a meeting',
  title: 'Meeting',
  mainSite: 'Main site',
  by: 'Called by',
  as: 'Join as',
  at: 'Called at',
  enter: 'Join',
  later: 'Later',
  held: 'The browser holds the ringing back. Click anywhere on the page to hear it.',
  ask: 'Tell me behind other windows, too',
  more_other: '{{count}} more calls',
  waiting: 'The site {{site}} was called at {{time}}: {{title}}',
  hide: 'Hide this call',
  tab: 'Call: {{site}}',
  desktop: 'The site {{site}} is called into a meeting',
  desktopText: 'Called by {{by}}. Open DiemCau to join.',
};
