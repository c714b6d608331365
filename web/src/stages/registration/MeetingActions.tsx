import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSession } from '../../api/session';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { type Meeting, proposalsQuery, useMeetingsChanged } from './meetingQueries';

/** From the approval on there is something to tell and to prepare. */
/** Whose sites may come in, and those whose session has been held. */
const heldStages = new Set<string>([
  'approved',
  'notified',
  'preparing',
  'technicalCheck',
  'ready',
  'connecting',
  'inSession',
  'ended',
  'summarised',
]);

const preparedStages: ReadonlySet<string> = new Set([
  'approved',
  'notified',
  'preparing',
  'technicalCheck',
  'ready',
  'connecting',
  'inSession',
]);

/** From the notice until the session is opened the sites of a planned meeting are checked. */
const checkedStages: ReadonlySet<string> = new Set(['notified', 'preparing', 'technicalCheck', 'ready', 'connecting']);

type Verb = 'withdraw' | 'postpone' | 'cancel';

/** What the registering unit may do now. */
export function MeetingActions({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('registration');
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const say = useSaying();
  const changed = useMeetingsChanged();
  const [asking, setAsking] = useState<Verb | null>(null);
  const permissions = useSession().data?.permissions;
  const mayRegister = permissions?.includes('registerMeetings');
  const maySend = permissions?.includes('sendNotices');
  const allowed = new Set<string>(meeting.allowed);
  const isDraft = meeting.stage === 'draft';
  // Only then the office may have offered another time.
  const mayMove = allowed.has('rewrite') && (meeting.stage === 'returned' || meeting.stage === 'postponed');
  const proposals = useQuery({ ...proposalsQuery(meeting.id), enabled: mayMove });
  const form = () => navigate(`/cuoc-hop/dang-ky?ban=${meeting.id}`);
  const discard = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/meetings/{id}', { params: { path: { id: meeting.id } } })),
    onSuccess: () => {
      navigate('/cuoc-hop');
      changed();
      say.done(t('page.done.discard'));
    },
    onError: say.refused,
  });
  const askDiscard = () =>
    void modal.confirm({
      title: t('page.discardTitle'),
      content: t('page.discardText'),
      okText: t('page.discard'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => discard.mutateAsync().catch(() => undefined),
    });
  const copy = useMutation({
    mutationFn: () => answerOf(api.POST('/api/meetings', { body: { copyOf: meeting.id } })),
    onSuccess: (draft) => navigate(`/cuoc-hop/dang-ky?ban=${draft.id}`),
    onError: say.refused,
  });
  return (
    <div className="meeting-actions">
      {allowed.has('rewrite') && (
        <Button
          type={isDraft || (meeting.stage === 'returned' && !proposals.data?.proposals.length) ? 'primary' : 'default'}
          onClick={form}
        >
          {isDraft ? t('page.resume') : t('page.edit')}
        </Button>
      )}
      {maySend && preparedStages.has(meeting.stage) && (
        <Button onClick={() => navigate(`/cuoc-hop/${meeting.id}/thong-bao`)}>{t('page.notices')}</Button>
      )}
      {mayMove && proposals.data && proposals.data.proposals.length > 0 && (
        <Button type="primary" onClick={() => navigate(`/cuoc-hop/${meeting.id}/gio-khac`)}>
          {t('page.proposals', { count: proposals.data.proposals.length })}
        </Button>
      )}
      {preparedStages.has(meeting.stage) && (
        <Button onClick={() => navigate(`/cuoc-hop/${meeting.id}/chuan-bi`)}>{t('page.prepare')}</Button>
      )}
      {heldStages.has(meeting.stage) && meeting.content.kind !== 'outside' && (
        <Button
          type={meeting.stage === 'connecting' || meeting.stage === 'inSession' ? 'primary' : 'default'}
          onClick={() => navigate(`/cuoc-hop/${meeting.id}/phien-hop`)}
        >
          {t('page.session')}
        </Button>
      )}
      {meeting.content.kind === 'planned' && checkedStages.has(meeting.stage) && (
        <Button
          type={meeting.stage === 'technicalCheck' ? 'primary' : 'default'}
          onClick={() => navigate(`/cuoc-hop/${meeting.id}/kiem-tra`)}
        >
          {t('page.check')}
        </Button>
      )}
      {meeting.content.kind === 'outside' && ['inSession', 'ended', 'summarised'].includes(meeting.stage) && (
        <Button
          type={meeting.stage === 'inSession' ? 'primary' : 'default'}
          onClick={() => navigate(`/cuoc-hop/${meeting.id}/diem-danh`)}
        >
          {t('page.attendance')}
        </Button>
      )}
      {(meeting.stage === 'ended' || meeting.stage === 'summarised') && (
        <Button
          type={meeting.stage === 'ended' && mayRegister ? 'primary' : 'default'}
          onClick={() => navigate(`/cuoc-hop/${meeting.id}/tong-hop`)}
        >
          {t('page.summary')}
        </Button>
      )}
      {!isDraft && mayRegister && (
        <Button loading={copy.isPending} onClick={() => copy.mutate()}>
          {t('page.copy')}
        </Button>
      )}
      {allowed.has('withdraw') && <Button onClick={() => setAsking('withdraw')}>{t('page.withdraw')}</Button>}
      {allowed.has('postpone') && <Button onClick={() => setAsking('postpone')}>{t('page.postpone')}</Button>}
      {allowed.has('cancel') && (
        <Button danger onClick={() => setAsking('cancel')}>
          {t('page.cancelMeeting')}
        </Button>
      )}
      {isDraft && allowed.has('rewrite') && meeting.passages.length === 0 && (
        <Button danger onClick={askDiscard}>
          {t('page.discard')}
        </Button>
      )}
      {asking && <ReasonDialog meeting={meeting} verb={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

function ReasonDialog({ meeting, verb, onClose }: { meeting: Meeting; verb: Verb; onClose: () => void }) {
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
      cancelText={t('cancel')}
      confirmLoading={act.isPending}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <ErrorNotice error={act.error} />
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
