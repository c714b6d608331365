import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { Button } from '../Button';
import { useOfficialAct } from '../useOfficialAct';
import { useSaying } from '../useSaying';
import { useTimes } from '../useTimes';
import './offeredTimes.css';
import './texts';

/** Other times that the office offers to a unit whose meeting has to move. */
export function proposalsQuery(id: string) {
  return queryOptions({
    queryKey: ['proposals', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/proposals', { params: { path: { id } } })),
  });
}

interface OfferedTimesProps {
  meetingId: string;
  /** The registration has been sent again. */
  onAccepted?: () => void;
}

/** Every time that the office offers as one button; accepting one sends the registration again. Nothing where nothing is offered. */
export function OfferedTimes({ meetingId, onAccepted }: OfferedTimesProps) {
  const { t } = useTranslation('meeting');
  const times = useTimes();
  const say = useSaying();
  const ask = useOfficialAct();
  const queries = useQueryClient();
  const proposals = useQuery(proposalsQuery(meetingId));
  const data = proposals.data;
  const accept = useMutation({
    mutationFn: (startsAt: string) =>
      answerOf(
        api.POST('/api/meetings/{id}/proposals/accept', {
          params: { path: { id: meetingId } },
          body: { version: data?.version ?? 0, startsAt },
        }),
      ),
    onSuccess: async () => {
      say.done(t('offered.accepted'));
      await Promise.all(
        ['proposals', 'meeting', 'meetings', 'approvals', 'home'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
      onAccepted?.();
    },
    onError: (error) => {
      say.refused(error);
      void proposals.refetch();
    },
  });
  if (!data || data.proposals.length === 0) return null;
  const words = (time: string) => t('offered.accept', { clock: times.clock(time), date: times.date(time) });
  const askToAccept = (startsAt: string) => {
    ask({
      title: t('offered.ask', { time: `${times.clock(startsAt)}, ${times.day(startsAt)}`, title: data.title }),
      act: words(startsAt),
      tells: t('offered.tells'),
      onAct: () => accept.mutateAsync(startsAt),
    });
  };
  return (
    <div className="offered-times">
      {data.proposals.map((time, index) => (
        <Button
          key={time}
          kind={index === 0 ? 'primary' : 'plain'}
          isBusy={accept.isPending}
          onClick={() => askToAccept(time)}
        >
          {words(time)}
        </Button>
      ))}
    </div>
  );
}
