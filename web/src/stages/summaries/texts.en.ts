import type { Translated } from '../../ui/i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  title: 'Summary: {{title}}',
  back: 'Back to the meeting',
  due: 'To be done by {{time}}',
  notYet: 'The meeting is not over; it is summarised when it has ended.',
  notDone: 'The meeting has not been summarised yet.',
  facts: 'In general',
  unit: 'Registered by',
  chair: 'Chair',
  planned: 'Announced time',
  held: 'Held',
  sites: 'Sites',
  quality: 'Quality of the session',
  qualities: { good: 'Good', acceptable: 'Acceptable', poor: 'Not acceptable' },
  write: 'What the summary says',
  conclusions: 'Conclusions',
  conclusionsHint: 'What is to be done, by whom, until when; this becomes the notice of conclusions.',
  remarks: 'Remarks',
  remarksHint: 'Incidents, remedies, proposals. Needed when the quality was not acceptable.',
  save: 'Save the draft',
  correct: 'Save the correction',
  saved: 'Saved.',
  complete: 'Complete the summary',
  completed: 'The meeting is summarised.',
  by: 'Written by {{by}}, {{time}}',
};
