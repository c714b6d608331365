import { useTranslation } from 'react-i18next';
import { useCountdown } from './useCountdown';
import './texts';

/** The seconds left until a moment (ms since 1970), in words; nothing once it has passed. */
export function Countdown({ until }: { until: number | null }) {
  const { t } = useTranslation('ui');
  const left = useCountdown(until);
  return left > 0 ? <span className="countdown">{t('seconds', { count: left })}</span> : null;
}
