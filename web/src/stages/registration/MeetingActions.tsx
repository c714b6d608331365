import { DownOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSession } from '../../api/session';
import { proposalsQuery } from '../../ui/meeting/OfferedTimes';
import { useSaying } from '../../ui/useSaying';
import { type Meeting, mayBeOffered, myTasksQuery, useMeetingsChanged } from './meetingQueries';
import { nextStepOf, placesOf } from './nextStep';
import { type EndingVerb, ReasonDialog } from './ReasonDialog';

/** The next step of whoever looks, in one button; what else may be done to the meeting is folded away. */
export function MeetingActions({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('registration');
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const say = useSaying();
  const changed = useMeetingsChanged();
  const [asking, setAsking] = useState<EndingVerb | null>(null);
  const session = useSession().data;
  const mayRegister = session?.permissions.includes('registerMeetings');
  const tasks = useQuery(myTasksQuery);
  const allowed = new Set<string>(meeting.allowed);
  const isDraft = meeting.stage === 'draft';
  // Then one of the times is the next step; they stand in the page.
  const proposals = useQuery({ ...proposalsQuery(meeting.id), enabled: mayBeOffered(meeting) });
  const isOffered = (proposals.data?.proposals.length ?? 0) > 0;
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

  const form = `/cuoc-hop/dang-ky?ban=${meeting.id}`;
  const places = placesOf(meeting, session?.permissions.includes('sendNotices') ?? false);
  const isOwn = meeting.unitId === session?.account?.unitId;
  const step = nextStepOf(meeting, tasks.data ?? [], isOwn, places);
  const editsFirst = allowed.has('rewrite') && (isDraft || (meeting.stage === 'returned' && !isOffered));
  const primary = editsFirst
    ? { to: form, label: t(isDraft ? 'page.resume' : 'page.edit') }
    : isOffered
      ? null
      : step?.kind === 'join'
        ? { to: `/hop/${meeting.id}`, label: t('page.join') }
        : step?.kind === 'task'
          ? { to: step.task.link, label: step.task.text }
          : step && { to: `/cuoc-hop/${meeting.id}/${step.place}`, label: t(`page.places.${step.place}`) };

  const items: NonNullable<MenuProps['items']> = [];
  const add = (label: string, onClick: () => void, danger = false) =>
    items.push({ key: label, label, onClick, danger });
  if (allowed.has('rewrite') && !editsFirst) add(t('page.edit'), () => navigate(form));
  if (!isDraft && mayRegister) add(t('page.copy'), () => copy.mutate());
  if (allowed.has('withdraw')) add(t('page.withdraw'), () => setAsking('withdraw'));
  if (allowed.has('postpone')) add(t('page.postpone'), () => setAsking('postpone'));
  if (allowed.has('cancel')) add(t('page.cancelMeeting'), () => setAsking('cancel'), true);
  if (isDraft && allowed.has('rewrite') && meeting.passages.length === 0) add(t('page.discard'), askDiscard, true);
  return (
    <>
      {primary && (
        <Link className="button-link is-primary" to={primary.to}>
          {primary.label}
        </Link>
      )}
      {items.length > 0 && (
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
          <Button aria-haspopup="menu" icon={<DownOutlined aria-hidden />} iconPosition="end">
            {t('page.otherActs')}
          </Button>
        </Dropdown>
      )}
      {asking && <ReasonDialog meeting={meeting} verb={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

/** The pages that the meeting has besides this one. */
export function MeetingPlaces({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('registration');
  const maySend = useSession().data?.permissions.includes('sendNotices') ?? false;
  const places = placesOf(meeting, maySend);
  if (places.length === 0) return null;
  return (
    <nav className="meeting-places" aria-label={t('page.placesLabel')}>
      {places.map((place) => (
        <Link key={place} to={`/cuoc-hop/${meeting.id}/${place}`}>
          {t(`page.places.${place}`)}
        </Link>
      ))}
    </nav>
  );
}
