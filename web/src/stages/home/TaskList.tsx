import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '../../ui/Button';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { OfferedTimes } from '../../ui/meeting/OfferedTimes';
import { StandingTag } from '../../ui/meeting/StageTag';
import { PageSection } from '../../ui/PageSection';
import { useNow } from '../../ui/useNow';
import { useTimes } from '../../ui/useTimes';
import { Waiting } from '../../ui/Waiting';
import { type HomeTask, offersTimes, tasksQuery } from './homeQueries';
import { useSpan } from './useSpan';

const tickMs = 30_000;
const shownAtFirst = 8;

/** How long is left is worth saying when it is soon over. */
const nearMs = 14 * 86_400_000;

/** "Việc của tôi": what is to be done, by deadline. */
export function TaskList() {
  const { t } = useTranslation('home');
  const query = useQuery(tasksQuery);
  const now = useNow(tickMs);
  const [all, setAll] = useState(false);
  const tasks = query.data ?? [];
  const shown = all ? tasks : tasks.slice(0, shownAtFirst);
  return (
    <PageSection id="tasks" title={tasks.length > 0 ? `${t('tasks')} (${tasks.length})` : t('tasks')}>
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Waiting rows={4} />}
      {query.data && tasks.length === 0 && <p className="page-none">{t('noTasks')}</p>}
      <ul className="task-list">
        {shown.map((task) => (
          <TaskItem key={`${task.kind} ${task.link} ${task.dueAt}`} task={task} now={now} />
        ))}
      </ul>
      {tasks.length > shown.length && (
        <Button kind="words" onClick={() => setAll(true)}>
          {t('more', { count: tasks.length - shown.length })}
        </Button>
      )}
    </PageSection>
  );
}

function TaskItem({ task, now }: { task: HomeTask; now: number }) {
  const { t } = useTranslation('home');
  const times = useTimes();
  const span = useSpan();
  const left = task.dueAt ? Date.parse(task.dueAt) - now : 0;
  const isLate = task.standing === 'late';
  return (
    <li className={task.standing ? `is-${task.standing}` : undefined}>
      <Link to={task.link}>{task.text}</Link>
      {task.meeting && (
        <p>
          {task.meeting.title || t('untitled')}
          {task.meeting.startsAt && ` · ${t('meetingAt', { time: times.dateTime(task.meeting.startsAt) })}`}
        </p>
      )}
      {task.dueAt && (
        <span className={isLate ? 'task-due is-late' : 'task-due'}>
          <StandingTag standing={task.standing} />
          {isLate && left < 0
            ? t('late', { time: span(left) })
            : `${t('dueBy', { time: times.due(task.dueAt) })}${left > 0 && left < nearMs ? ` (${t('left', { time: span(left) })})` : ''}`}
        </span>
      )}
      {offersTimes(task) && <OfferedTimes meetingId={task.meeting.id} />}
    </li>
  );
}
