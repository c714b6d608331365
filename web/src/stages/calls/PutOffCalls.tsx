import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Call } from './callBook';
import './calls.css';

interface PutOffCallsProps {
  calls: readonly Call[];
  onEnter: (id: string) => void;
  onHide: (id: string) => void;
}

/** What was put off stays in sight at the foot of the page until the site is in. */
export function PutOffCalls({ calls, onEnter, onHide }: PutOffCallsProps) {
  const { t } = useTranslation('calls');
  const times = useTimes();
  return (
    <div className="calls-waiting no-print" role="status">
      {calls.map((call) => (
        <div key={call.id} className="call-waiting">
          <span>{t('waiting', { site: call.siteName, time: times.clock(call.at), title: call.title })}</span>
          <span className="call-waiting-actions">
            <button type="button" className="button-link is-primary" onClick={() => onEnter(call.id)}>
              {t('enter')}
            </button>
            <button type="button" className="call-ask" aria-label={t('hide')} onClick={() => onHide(call.id)}>
              ×
            </button>
          </span>
        </div>
      ))}
    </div>
  );
}
