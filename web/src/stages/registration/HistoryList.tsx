import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useTimes } from '../../ui/useTimes';
import { historyQuery } from './meetingQueries';

type Difference = components['schemas']['Difference'];

const step = 20;
const most = 200;

/** Who did what when, from what to what; the newest first. */
export function HistoryList({ meetingId, stage }: { meetingId: string; stage: string }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const [count, setCount] = useState(step);
  const history = useQuery(historyQuery(meetingId, stage, count));
  return (
    <section className="panel" aria-labelledby="history-title">
      <h2 id="history-title">{t('page.history')}</h2>
      <ErrorNotice error={history.error} onRetry={() => history.refetch()} />
      {history.isPending && <Skeleton active />}
      {history.data?.total === 0 && <p className="panel-lead">{t('page.historyEmpty')}</p>}
      <ol className="history">
        {history.data?.items.map((entry) => (
          <li key={entry.id}>
            <p>
              <strong>{wordOf(t(`actions.${entry.action as 'meeting.submit'}`), entry.action)}</strong>
              <span>
                {entry.by} · {times.dateTime(entry.at)}
              </span>
            </p>
            {entry.reason && <p>{entry.isAnyway ? t('page.anyway', { reason: entry.reason }) : entry.reason}</p>}
            {entry.differences.length > 0 && (
              <ul>
                {entry.differences.map((difference, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: written once, never changed.
                  <DifferenceLine key={index} difference={difference} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {history.data && history.data.total > count && count < most && (
        <Button onClick={() => setCount(Math.min(most, count + step))}>{t('page.more')}</Button>
      )}
    </section>
  );
}

/** Other slices write entries whose words are theirs. */
function wordOf(word: string, action: string): string {
  return word.startsWith('actions.') ? action : word;
}

function DifferenceLine({ difference }: { difference: Difference }) {
  const { t } = useTranslation('registration');
  const ofMeeting = useTranslation('meeting').t;
  const times = useTimes();
  const field = difference.field.split('.')[0] === 'exemption' ? 'exemption' : difference.field;
  const isTime = field === 'startsAt' || field === 'endsAt';
  const words = (value: string | null) => {
    if (!value) return null;
    if (isTime) return times.dateTime(value);
    if (field === 'priority' || field === 'kind') {
      const code = `${value.charAt(0).toLowerCase()}${value.slice(1)}`;
      return field === 'kind' ? ofMeeting(`kinds.${code as 'planned'}`) : t(`priorities.${code as 'other'}`);
    }
    return value;
  };
  return (
    <li>
      <span>{wordOf(t(`fields.${field as 'title'}`), difference.field)}</span>
      {difference.before && (
        <del>
          <span className="visually-hidden">{t('page.before')}: </span>
          {words(difference.before)}
        </del>
      )}
      {difference.after && (
        <ins>
          <span className="visually-hidden">{t('page.after')}: </span>
          {words(difference.after)}
        </ins>
      )}
    </li>
  );
}
