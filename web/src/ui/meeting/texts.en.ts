import type { Translated } from '../i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  kinds: {
    planned: 'Planned',
    adHoc: 'Ad-hoc',
    outside: 'Outside the system',
  },
  stages: {
    draft: 'Draft',
    pendingApproval: 'Waiting for approval',
    approved: 'Approved',
    notified: 'Notified',
    preparing: 'In preparation',
    technicalCheck: 'Technical check',
    ready: 'Ready',
    connecting: 'Connecting',
    inSession: 'In session',
    ended: 'Ended',
    summarised: 'Summarised',
    returned: 'Returned',
    rejected: 'Rejected',
    postponed: 'Postponed',
    cancelled: 'Cancelled',
  },
  offered: {
    title: 'The office proposes other times',
    lead: 'Accepting one sends the registration again at once; nothing is filled in anew. For another time, edit the registration.',
    accept: 'Accept {{clock}} on {{date}}',
    ask: 'Accept {{time}} for “{{title}}”?',
    tells: 'The registration is sent to the office again with this time and waits for approval.',
    accepted: 'The registration was sent again with the new time.',
  },
  standings: {
    notYet: 'Not yet due',
    onTime: 'On time',
    due: 'Due',
    late: 'Overdue',
    exempted: 'Exempted',
  },
};
