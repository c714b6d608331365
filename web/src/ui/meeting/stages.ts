import type { components } from '../../api/schema';

export type MeetingStage = components['schemas']['MeetingStage'];
export type MeetingKind = components['schemas']['MeetingKind'];

export const kinds: readonly MeetingKind[] = ['planned', 'adHoc', 'outside'];

export const stages: readonly MeetingStage[] = [
  'draft',
  'pendingApproval',
  'approved',
  'notified',
  'preparing',
  'technicalCheck',
  'ready',
  'connecting',
  'inSession',
  'ended',
  'summarised',
  'returned',
  'rejected',
  'postponed',
  'cancelled',
];
