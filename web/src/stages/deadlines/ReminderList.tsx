import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import { Button } from '../../ui/Button';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import './texts';

const refreshMs = 60_000;
const shown = 20;

const query = {
  queryKey: ['reminders', 'unread'],
  queryFn: () => answerOf(api.GET('/api/reminders', { params: { query: { unread: true, pageSize: shown } } })),
  refetchInterval: refreshMs,
};

export function useUnreadReminders() {
  return useQuery(query);
}

/** What the account was reminded of and has not looked at yet; following one marks it as read. */
export function ReminderList({ onFollow }: { onFollow?: () => void }) {
  const { t } = useTranslation('deadlines');
  const times = useTimes();
  const queries = useQueryClient();
  const items = useUnreadReminders().data?.items ?? [];
  const read = useMutation({
    mutationFn: (ids: readonly string[] | null) =>
      answerOf(api.POST('/api/reminders/read', { body: { ids: ids && [...ids] } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reminders'] }),
  });
  return (
    <>
      {items.length === 0 && <p>{t('none')}</p>}
      <ul>
        {items.map((reminder) => (
          <li key={reminder.id}>
            <StateTag tone={reminder.occasion === 'late' ? 'bad' : 'waiting'}>{t(reminder.occasion)}</StateTag>
            <Link
              to={`/cuoc-hop/${reminder.meetingId}`}
              onClick={() => {
                onFollow?.();
                read.mutate([reminder.id]);
              }}
            >
              {t(`names.${reminder.deadline}`)}: {reminder.meetingTitle}
            </Link>
            <small>{t('by', { time: times.due(reminder.dueAt) })}</small>
          </li>
        ))}
      </ul>
      {items.length > 0 && (
        <Button isSmall isBusy={read.isPending} onClick={() => read.mutate(null)}>
          {t('allRead')}
        </Button>
      )}
    </>
  );
}
