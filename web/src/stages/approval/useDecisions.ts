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
  | { kind: 'counter'; times: string[]; reason: string | null; knowingly: boolean }
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
      const { times, reason, knowingly } = decision;
      return answerOf(
        api.POST('/api/approvals/{id}/counter-proposal', { ...path, body: { version, times, reason, knowingly } }),
      );
    }
    case 'reschedule':
      return answerOf(
        api.POST('/api/approvals/{id}/reschedule', { ...path, body: { version, startsAt: decision.startsAt } }),
      );
  }
}

/** The registration waits for a decision again; its unit is told so if it was told of the decision. */
export function takeBack(id: string, version: number) {
  return answerOf(api.POST('/api/approvals/{id}/take-back', { params: { path: { id } }, body: { version } }));
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
    onSuccess: async (answer, decision) => {
      const title = item?.title ?? '';
      const words = {
        approve: decision.kind === 'approve' && decision.displace.length > 0 ? 'displacedDone' : 'approved',
        return: 'returned',
        reject: 'rejected',
        counter: 'countered',
        reschedule: 'rescheduled',
      } as const;
      const said = t(words[decision.kind], { title });
      // Whoever had to make room, or has got a new time, has been told so: that is not taken back by a click.
      const isTold = decision.kind === 'reschedule' || (decision.kind === 'approve' && decision.displace.length > 0);
      if (!isTold) {
        say.undoable(said, () => takeBack(answer.id, answer.version).finally(decided));
      } else say.done(said);
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
