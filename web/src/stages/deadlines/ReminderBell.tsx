import { BellOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import './ReminderBell.css';
import './texts';

const refreshMs = 60_000;
const shown = 20;

const query = {
  queryKey: ['reminders', 'unread'],
  queryFn: () => answerOf(api.GET('/api/reminders', { params: { query: { unread: true, pageSize: shown } } })),
  refetchInterval: refreshMs,
};

/** What the account was reminded of and has not looked at yet. */
export function ReminderBell() {
  const { t } = useTranslation('deadlines');
  const times = useTimes();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const reminders = useQuery(query);
  const read = useMutation({
    mutationFn: (ids: readonly string[] | null) =>
      answerOf(api.POST('/api/reminders/read', { body: { ids: ids && [...ids] } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reminders'] }),
  });
  const total = reminders.data?.total ?? 0;
  const items = reminders.data?.items ?? [];
  return (
    <Popover
      trigger="click"
      placement="bottom"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="reminders">
          {items.length === 0 && <p>{t('none')}</p>}
          <ul>
            {items.map((reminder) => (
              <li key={reminder.id}>
                <StateTag tone={reminder.occasion === 'late' ? 'bad' : 'waiting'}>{t(reminder.occasion)}</StateTag>
                <Link
                  to={`/cuoc-hop/${reminder.meetingId}`}
                  onClick={() => {
                    setOpen(false);
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
            <Button size="small" loading={read.isPending} onClick={() => read.mutate(null)}>
              {t('allRead')}
            </Button>
          )}
        </div>
      }
    >
      <Button
        type="text"
        className="reminder-bell"
        aria-label={total > 0 ? t('bellCount', { count: total }) : t('bell')}
        icon={
          <Badge count={total} size="small" aria-hidden>
            <BellOutlined aria-hidden />
          </Badge>
        }
      />
    </Popover>
  );
}
