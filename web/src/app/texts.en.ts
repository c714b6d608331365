import type { Translated } from '../ui/i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  loading: 'Loading…',
  skip: 'Skip to the content',
  product: 'Online meetings',
  navigation: 'Main sections',
  menu: 'Open the menu',
  nav: {
    home: 'Home',
    meetings: 'Meetings',
    calendar: 'Calendar',
    rooms: 'Rooms',
    sites: 'Sites',
    approval: 'Approval',
    journal: 'Journal',
    administration: 'Administration',
    more: 'More',
  },
  account: {
    menu: 'Account {{name}}',
    settings: 'Account and security',
    signOut: 'Sign out',
    administrator: 'Administrator',
  },
  lost: {
    signIn: 'Sign in again',
    text: 'The session has ended. What this page holds is still there but cannot be saved; sign in again to go on.',
  },
  secondFactor: {
    due_other:
      'This account has to set up two-step sign-in before {{day}} (days left: {{count}}). <setUp>Set it up</setUp>',
    over: 'The time is over: this account can go on only when two-step sign-in is set up.',
  },
  mailOff: {
    administrator:
      'There is no mail server: activation links, notices and reminders reach nobody and stay at the server. <kept>Read the mails that were kept</kept>',
    others: 'This system has no mail server: no mail leaves. Everything it has to say is said here only.',
  },
  offline: 'This computer is offline. The page updates itself when the network is back.',
  door: {
    motto: 'Every site in one meeting room.',
    browser: 'Meet in the browser, nothing to install.',
    invite: 'Invite by link, QR code or mail with a calendar entry.',
    inside: 'The server stands in your own house: picture and sound pass no third party.',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The address may be incomplete, or the page has moved. Check the address, or go to the home page.',
    home: 'Go to the home page',
  },
  unreachable: {
    title: 'The server cannot be reached',
    server:
      'This computer has a network, but the server does not answer. The line to the centre may be down, or the server is restarting.',
    network: 'This computer has no network. Check the cable or Wi-Fi.',
    again: 'Trying again in {{seconds}} seconds. There is no need to reload.',
    trying: 'Trying again…',
    now: 'Try now',
    code: 'Error code: unreachable',
  },
  crash: {
    title: 'The page ran into an unexpected error',
    text: 'Nothing of yours was lost. Reload the page; if it happens again, give the code below to your technicians.',
    updatedTitle: 'The system was just updated',
    updatedText: 'This page belongs to the previous version. Reload it to go on.',
    reload: 'Reload the page',
    home: 'Go to the home page',
    code: 'Error code: client_crash',
  },
};
