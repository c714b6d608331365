import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import type { Rival } from './approvalQueries';
import { PriorityTag } from './PriorityTag';

const sitesNamed = 3;

/** Which meetings are in the way, and how. */
export function RivalList({ rivals }: { rivals: readonly Rival[] }) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  return (
    <section className="panel" aria-labelledby="rivals-title">
      <h2 id="rivals-title">{t('rivals.title')}</h2>
      <ul className="approval-rivals">
        {rivals.map((rival) => (
          <li key={`${rival.meetingId}${rival.startsAt}`}>
            <span>
              {rival.meetingId ? <Link to={`/cuoc-hop/${rival.meetingId}`}>{rival.title}</Link> : t('capacity.hidden')}{' '}
              {rival.priority && <PriorityTag priority={rival.priority} />}
            </span>
            <small>
              {times.clock(rival.startsAt)}–{times.clock(rival.endsAt)}, {times.date(rival.startsAt)} ·{' '}
              {waysOf(rival, t).join(', ')}
            </small>
            {rival.mayBeDisplaced && <StateTag tone="blue">{t('rivals.lower')}</StateTag>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function waysOf(rival: Rival, t: ReturnType<typeof useTranslation<'approval'>>['t']): string[] {
  const names = rival.sites.slice(0, sitesNamed).join(', ');
  const more = rival.sites.length - sitesNamed;
  return [
    rival.ports > 0 ? t('rivals.ports', { count: rival.ports }) : '',
    names ? t('rivals.sites', { names }) + (more > 0 ? ` ${t('rivals.more', { count: more })}` : '') : '',
    rival.sharesChair ? t('rivals.chair') : '',
  ].filter(Boolean);
}
