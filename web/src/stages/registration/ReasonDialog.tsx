import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { type Meeting, useMeetingsChanged } from './meetingQueries';
import { toldStages } from './official';

export type EndingVerb = 'withdraw' | 'postpone' | 'cancel';

/** Withdrawing, postponing or cancelling, with the reason that everybody reads. */
export function ReasonDialog({ meeting, verb, onClose }: { meeting: Meeting; verb: EndingVerb; onClose: () => void }) {
  const { t } = useTranslation('registration');
  const say = useSaying();
  const changed = useMeetingsChanged();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST(`/api/meetings/{id}/${verb}`, {
          params: { path: { id: meeting.id } },
          body: { version: meeting.version, reason },
        }),
      ),
    onSuccess: () => {
      changed();
      onClose();
      say.done(t(`page.done.${verb}`));
    },
  });
  const needsReason = verb !== 'withdraw';
  return (
    <Modal
      open
      title={t(`page.reasonFor.${verb}`)}
      okText={t(`page.reasonFor.${verb}`)}
      okButtonProps={{ danger: verb === 'cancel', disabled: needsReason && !reason.trim() }}
      // "Hủy" beside "Hủy cuộc họp" would say one word for both answers.
      cancelText={t(verb === 'cancel' ? 'asking.keep' : 'cancel')}
      confirmLoading={act.isPending}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <ErrorNotice error={act.error} />
      {verb !== 'withdraw' && (
        <p className="panel-lead">
          {t(toldStages.has(meeting.stage) ? 'asking.ends' : 'asking.endsUntold', {
            sites: (meeting.content.members?.length ?? 0) + (meeting.content.mainSite ? 1 : 0),
          })}
        </p>
      )}
      <label htmlFor="reason">{t('page.reason')}</label>
      <Input.TextArea
        id="reason"
        autoFocus
        autoSize={{ minRows: 3 }}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="panel-lead">{t('page.reasonHint')}</p>
    </Modal>
  );
}
