import type { Translated } from './i18n';
import type { problemsVi } from './problems.vi';

export const problemsEn: Translated<typeof problemsVi> = {
  offline: { title: 'This computer is offline', advice: 'Check the cable or Wi-Fi, then try again.' },
  unreachable: {
    title: 'The server cannot be reached',
    advice: 'It may be restarting. Wait a few minutes and try again; if it stays so, tell your technicians.',
  },
  validation: { title: 'Something entered is not right', advice: 'Look at the fields marked in red.' },
  not_signed_in: { title: 'You are no longer signed in', advice: 'Sign in again to go on.' },
  forbidden: {
    title: 'This account may not do that',
    advice: 'It may have been deleted. Ask the administrator if your unit needs it.',
  },
  not_found: { title: 'Not found', advice: 'It may have been deleted, or the address is wrong.' },
  too_many_attempts: { title: 'Too many attempts', advice: 'Wait a few minutes, then try again.' },
  mail_domain_not_allowed: {
    title: 'This mail domain may not register',
    advice: 'Use your unit’s official mailbox. The allowed domains stand below the field.',
  },
  sign_in_failed: {
    title: 'Wrong mail address or password',
    advice: 'Check Caps Lock and the keyboard layout. If you do not remember it, choose “Forgotten password”.',
  },
  account_locked: {
    title: 'The account is locked for a while after repeated failures',
    advice: 'Wait until the lock ends, or reset the password.',
  },
  account_not_activated: {
    title: 'The account waits for its activation',
    advice: 'Open the activation mail in your unit’s mailbox, or register again to receive a new one.',
  },
  second_factor_required: { title: 'A code is needed', advice: 'Enter the 6-digit code of your authenticator app.' },
  second_factor_wrong: {
    title: 'The code is not right',
    advice: 'It changes every 30 seconds. Check the phone’s clock and enter the newest code.',
  },
  link_expired: { title: 'The link has expired', advice: 'Ask for a new one and open the newest mail.' },
  link_used: {
    title: 'The link was already used',
    advice: 'Each link works once. Sign in with the password that was chosen.',
  },
  password_too_weak: { title: 'The password is too weak', advice: 'See the requirements below the field.' },
  room_name_taken: {
    title: 'Your unit already has a room of this name',
    advice: 'Choose another. Names are case-sensitive.',
  },
  room_password_wrong: {
    title: 'Wrong room password',
    advice: 'Passwords are case-sensitive. Check Caps Lock and the keyboard layout.',
  },
  server_stopping: { title: 'The server is about to stop for maintenance', advice: 'Try again in a few minutes.' },
  room_locked: { title: 'The room is locked', advice: 'Ask the chair to unlock it.' },
  room_full: { title: 'The room is full', advice: 'Ask the chair or the technicians.' },
  removed_from_room: { title: 'The chair asked you to leave', advice: 'Contact the chair if this is a mistake.' },
  conference_ended: { title: 'The meeting has ended', advice: 'Go home and choose another room.' },
  token_expired: {
    title: 'The permission to enter has expired',
    advice: 'Enter again from the list or by the link.',
  },
  media_offer_invalid: {
    title: 'The browser sent sound and picture settings the server cannot use',
    advice: 'Reload the page; if it stays so, update the browser.',
  },
  state_secret_refused: {
    title: 'State secrets may not be discussed on this system',
    advice: 'Use a system that is licensed for them.',
  },
  database_unavailable: {
    title: 'The server cannot read its data',
    advice: 'The database may be starting. Wait a few minutes and try again.',
  },
  internal: {
    title: 'The server failed',
    advice: 'Try again; if it stays so, give your technicians the code and the time.',
  },
  unexpected: { title: 'Something unexpected went wrong', advice: 'Reload the page and try again.' },
};
