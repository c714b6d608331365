import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { earlierDutyQuery, usePreparationChanged } from './preparationQueries';

/** Many empty rosters at once: from the sites' contacts, or as they were in an earlier meeting. */
export function FillButtons({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const changed = usePreparationChanged(meetingId);
  const [choosing, setChoosing] = useState(false);
  const fill = useMutation({
    mutationFn: (fromMeetingId: string | null) =>
      answerOf(
        api.POST('/api/meetings/{id}/preparation/fill', {
          params: { path: { id: meetingId } },
          body: { fromMeetingId },
        }),
      ),
    onSuccess: ({ filled, left }) => {
      setChoosing(false);
      changed();
      say.done(t('fill.done', { filled, left }));
    },
    onError: say.refused,
  });
  return (
    <div className="preparation-buttons">
      <Button loading={fill.isPending} onClick={() => fill.mutate(null)}>
        {t('fill.contacts')}
      </Button>
      <Button onClick={() => setChoosing(true)}>{t('fill.earlier')}</Button>
      {choosing && (
        <EarlierDialog meetingId={meetingId} onChoose={(id) => fill.mutate(id)} onClose={() => setChoosing(false)} />
      )}
    </div>
  );
}

interface EarlierDialogProps {
  meetingId: string;
  onChoose: (meetingId: string) => void;
  onClose: () => void;
}

function EarlierDialog({ meetingId, onChoose, onClose }: EarlierDialogProps) {
  const { t } = useTranslation('preparation');
  const times = useTimes();
  const earlier = useQuery(earlierDutyQuery(meetingId));
  return (
    <Modal
      open
      title={t('fill.earlierTitle')}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('fill.close')}</Button>}
    >
      <p>{t('fill.earlierText')}</p>
      <ErrorNotice error={earlier.error} onRetry={() => earlier.refetch()} />
      {earlier.isPending && <Skeleton active />}
      {earlier.data?.length === 0 && <p>{t('fill.earlierNone')}</p>}
      <ul className="preparation-earlier">
        {earlier.data?.map((meeting) => (
          <li key={meeting.meetingId}>
            <button type="button" className="preparation-person" onClick={() => onChoose(meeting.meetingId)}>
              <span className="preparation-person-words">
                <strong>{meeting.title}</strong>
                <small>
                  {meeting.startsAt && `${times.dateTime(meeting.startsAt)} · `}
                  {t('fill.stations', { count: meeting.stations })}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
