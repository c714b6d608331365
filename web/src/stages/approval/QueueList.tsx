import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import type { ApprovalItem } from './approvalQueries';
import { PriorityTag } from './PriorityTag';
import { WaitClock } from './WaitClock';

interface QueueListProps {
  items: readonly ApprovalItem[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** What waits, the most important first; each with its clock and whether it fits. */
export function QueueList({ items, chosen, onChoose }: QueueListProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  return (
    <ol className="panel approval-queue" aria-label={t('queue')}>
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" aria-pressed={item.id === chosen} onClick={() => onChoose(item.id)}>
            <strong>{item.title}</strong>
            <small>
              {times.clock(item.startsAt)}–{times.clock(item.endsAt)}, {times.date(item.startsAt)} ·{' '}
              {t('item.sites', { count: item.siteCount })}
            </small>
            <small>{item.unitName}</small>
            <span className="approval-tags">
              {item.priority !== 'other' && <PriorityTag priority={item.priority} />}
              <FitTags item={item} />
              {item.dueAt && item.stage === 'pendingApproval' && <WaitClock dueAt={item.dueAt} />}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

export function FitTags({ item }: { item: ApprovalItem }) {
  const { t } = useTranslation('approval');
  if (item.fits) return <StateTag tone="good">{t('item.fits')}</StateTag>;
  return (
    <>
      {!item.hasCapacity && <StateTag tone="bad">{t('item.noCapacity')}</StateTag>}
      {item.clashCount > 0 && <StateTag tone="bad">{t('item.clashes', { count: item.clashCount })}</StateTag>}
    </>
  );
}
