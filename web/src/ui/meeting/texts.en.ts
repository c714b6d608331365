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
  standings: {
    notYet: 'Not yet due',
    onTime: 'On time',
    due: 'Due',
    late: 'Overdue',
    exempted: 'Exempted',
  },
};
