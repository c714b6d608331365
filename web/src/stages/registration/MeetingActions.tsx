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
import { toldStages } from './official';

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

/** From the approval on there is something to tell and to prepare. */
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

/** Where the meeting's next step is done: the one thing to do on its page. */
const nextSteps: Readonly<Record<string, Place>> = {
  approved: 'thong-bao',
  notified: 'chuan-bi',
  preparing: 'chuan-bi',
  technicalCheck: 'kiem-tra',
  ready: 'phien-hop',
  connecting: 'phien-hop',
  inSession: 'phien-hop',
  ended: 'tong-hop',
};

type Place = 'thong-bao' | 'gio-khac' | 'chuan-bi' | 'phien-hop' | 'kiem-tra' | 'diem-danh' | 'tong-hop';

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
  const outside = meeting.content.kind === 'outside';
  const proposed = mayMove ? (proposals.data?.proposals.length ?? 0) : 0;
  const places: { place: Place; label: string; when: boolean | undefined }[] = [
    { place: 'gio-khac', label: t('page.proposals', { count: proposed }), when: proposed > 0 },
    { place: 'thong-bao', label: t('page.notices'), when: maySend && preparedStages.has(meeting.stage) },
    { place: 'chuan-bi', label: t('page.prepare'), when: preparedStages.has(meeting.stage) },
    {
      place: 'kiem-tra',
      label: t('page.check'),
      when: meeting.content.kind === 'planned' && checkedStages.has(meeting.stage),
    },
    { place: 'phien-hop', label: t('page.session'), when: heldStages.has(meeting.stage) && !outside },
    {
      place: 'diem-danh',
      label: t('page.attendance'),
      when: outside && ['inSession', 'ended', 'summarised'].includes(meeting.stage),
    },
    { place: 'tong-hop', label: t('page.summary'), when: meeting.stage === 'ended' || meeting.stage === 'summarised' },
  ];
  const next: Place | undefined =
    proposed > 0 ? 'gio-khac' : outside && meeting.stage === 'inSession' ? 'diem-danh' : nextSteps[meeting.stage];
  const isNext = ({ place }: { place: Place }) => place === next && (place !== 'tong-hop' || mayRegister);
  const shown = places.filter(({ when }) => when);
  const edits = allowed.has('rewrite') && (
    <Button type={isDraft || (meeting.stage === 'returned' && !proposed) ? 'primary' : 'default'} onClick={form}>
      {isDraft ? t('page.resume') : t('page.edit')}
    </Button>
  );
  return (
    <div className="meeting-actions">
      {shown.some(isNext) || edits}
      {/* What is next comes first, the others in the order of the way. */}
      {[...shown.filter(isNext), ...shown.filter((one) => !isNext(one))].map((one) => (
        <Button
          key={one.place}
          type={isNext(one) ? 'primary' : 'default'}
          onClick={() => navigate(`/cuoc-hop/${meeting.id}/${one.place}`)}
        >
          {one.label}
        </Button>
      ))}
      {shown.some(isNext) && edits}
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
