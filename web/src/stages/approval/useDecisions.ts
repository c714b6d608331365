import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import { type ApprovalItem, useDecided } from './approvalQueries';

/** A decision as the page makes it. */
export type Decision =
  | { kind: 'approve'; displace: string[] }
  | { kind: 'return'; remarks: string }
  | { kind: 'reject'; reason: string }
  | { kind: 'counter'; startsAt: string; reason: string | null; knowingly: boolean }
  | { kind: 'reschedule'; startsAt: string };

function send({ id, version }: ApprovalItem, decision: Decision) {
  const path = { params: { path: { id } } };
  switch (decision.kind) {
    case 'approve':
      return answerOf(
        api.POST('/api/approvals/{id}/approve', { ...path, body: { version, displace: decision.displace } }),
      );
    case 'return':
      return answerOf(
        api.POST('/api/approvals/{id}/return', { ...path, body: { version, remarks: decision.remarks } }),
      );
    case 'reject':
      return answerOf(api.POST('/api/approvals/{id}/reject', { ...path, body: { version, reason: decision.reason } }));
    case 'counter': {
      const { startsAt, reason, knowingly } = decision;
      return answerOf(
        api.POST('/api/approvals/{id}/counter-proposal', { ...path, body: { version, startsAt, reason, knowingly } }),
      );
    }
    case 'reschedule':
      return answerOf(
        api.POST('/api/approvals/{id}/reschedule', { ...path, body: { version, startsAt: decision.startsAt } }),
      );
  }
}

/** Sends decisions about one meeting; says what was done, and lets the page go on to the next. */
export function useDecisions(item: ApprovalItem | undefined, onDone: () => void) {
  const { t } = useTranslation('approval');
  const say = useSaying();
  const decided = useDecided();
  return useMutation({
    mutationFn: (decision: Decision) => {
      if (!item) throw new Error('no meeting is chosen');
      return send(item, decision);
    },
    onSuccess: async (_, decision) => {
      const title = item?.title ?? '';
      const words = {
        approve: decision.kind === 'approve' && decision.displace.length > 0 ? 'displacedDone' : 'approved',
        return: 'returned',
        reject: 'rejected',
        counter: 'countered',
        reschedule: 'rescheduled',
      } as const;
      say.done(t(words[decision.kind], { title }));
      onDone();
      await decided();
    },
    onError: (error) => {
      say.refused(error);
      // Somebody else has decided, or what fitted does not fit any more.
      void decided();
    },
  });
}
