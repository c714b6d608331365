import type { Translated } from '../../ui/i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  title: 'Roll call: {{title}}',
  back: 'Back to the meeting',
  lead: 'Others run this meeting on their own system; the roll call is written by hand.',
  none: 'This meeting is held here; its roll call follows from the connections of its sites.',
  notYet: 'The roll call is open from the beginning of the meeting until it is summarised.',
  summary: '{{present}} present, {{absent}} absent, {{notCalled}} not called; {{people}} people',
  states: {
    notCalled: 'Not called',
    inPerson: 'Present in person',
    online: 'Present online',
    absent: 'Absent',
  },
  stateOf: 'Roll call: {{name}}',
  peopleOf: 'People at {{name}}',
  people: 'People',
  expected: '{{count}} expected',
  reason: 'Reason of the absence',
  reasonOf: 'Reason of the absence: {{name}}',
  main: 'Main site',
  by: '{{by}}, {{time}}',
  rest: 'All others are present online',
  restDone: '{{count}} sites are present online.',
  save: 'Save',
};
