import type { Translated } from '../../ui/i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  title: 'Support contacts',
  lead: 'Shown on the sign-in, waiting and error pages and at the foot of every page, in the order below. Anybody can read them.',
  empty: 'No contact yet: whoever cannot get into a room does not know whom to call.',
  contact: 'Contact {{number}}',
  name: 'Person or desk',
  purpose: 'Helps with',
  purposeHint: 'Such as: connection, microphone, camera',
  phone: 'Telephone',
  zalo: 'Zalo',
  up: 'Move contact {{number}} up',
  down: 'Move contact {{number}} down',
  remove: 'Remove contact {{number}}',
  add: 'Add a contact',
  save: 'Save',
  saved: 'Saved. All pages show the new list at once.',
};
