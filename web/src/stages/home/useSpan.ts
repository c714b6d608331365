import { useTranslation } from 'react-i18next';
import { waitOf } from '../../ui/wait';
import './texts';

/** A span of time (ms) in words. */
export function useSpan(): (milliseconds: number) => string {
  const { t } = useTranslation('home');
  return (milliseconds) => {
    const wait = waitOf(milliseconds);
    return wait.unit === 'hours'
      ? t('hours', { hours: wait.hours, minutes: wait.minutes })
      : t(wait.unit, { count: wait.count });
  };
}
