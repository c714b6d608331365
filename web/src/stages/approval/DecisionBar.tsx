import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Approval } from './approvalQueries';
import type { DialogName } from './ReasonDialogs';
import type { Decision } from './useDecisions';

interface DecisionBarProps {
  approval: Approval;
  pending: boolean;
  onDecide: (decision: Decision) => void;
  onAsk: (dialog: DialogName) => void;
}

/** Every answer as one button; the one that matters first. */
export function DecisionBar({ approval, pending, onDecide, onAsk }: DecisionBarProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const { item, freeTimes, displacing } = approval;
  const isWaiting = item.stage === 'pendingApproval';
  if (!isWaiting) {
    return (
      <section className="panel approval-answers" aria-label={t('decide.title')}>
        <h2>{t('decide.times')}</h2>
        {freeTimes.length === 0 && !item.fits && <p>{t('decide.noTimes')}</p>}
        <div className="approval-buttons">
          {(item.fits ? [item.startsAt] : freeTimes).map((time, index) => (
            <Button
              key={time}
              type={index === 0 ? 'primary' : 'default'}
              size="large"
              loading={pending}
              onClick={() => onDecide({ kind: 'reschedule', startsAt: time })}
            >
              {t('decide.reschedule', { time: `${times.clock(time)}, ${times.date(time)}` })}
            </Button>
          ))}
          <Button size="large" onClick={() => onAsk('time')}>
            {t('decide.ownTime')}
          </Button>
        </div>
      </section>
    );
  }
  const mayDisplace = !item.fits && displacing !== null && displacing !== undefined && displacing.length > 0;
  return (
    <section className="panel approval-answers" aria-label={t('decide.title')}>
      {!item.fits && <p role="status">{t('decide.cannot')}</p>}
      <div className="approval-buttons">
        {item.fits && (
          <Button
            type="primary"
            size="large"
            aria-keyshortcuts="d"
            loading={pending}
            onClick={() => onDecide({ kind: 'approve', displace: [] })}
          >
            {t('decide.approve')}
          </Button>
        )}
        {mayDisplace && (
          <Button type="primary" size="large" aria-keyshortcuts="d" loading={pending} onClick={() => onAsk('displace')}>
            {t('decide.displace', { count: displacing.length })}
          </Button>
        )}
        <Button
          type={item.fits || mayDisplace ? 'default' : 'primary'}
          size="large"
          aria-keyshortcuts="g"
          onClick={() => onAsk('time')}
        >
          {t('decide.counter')}
        </Button>
        <Button size="large" aria-keyshortcuts="t" onClick={() => onAsk('return')}>
          {t('decide.giveBack')}
        </Button>
        <Button size="large" danger aria-keyshortcuts="x" onClick={() => onAsk('reject')}>
          {t('decide.reject')}
        </Button>
      </div>
      <p className="approval-keys">{t('decide.keys')}</p>
    </section>
  );
}
