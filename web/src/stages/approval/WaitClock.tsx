import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { waitOf } from '../../ui/wait';

const tickMs = 30_000;

/** How long the office still has for an answer, or how late it is. */
export function WaitClock({ dueAt }: { dueAt: string }) {
  const { t } = useTranslation('approval');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const left = Date.parse(dueAt) - now;
  const wait = waitOf(left);
  const time =
    wait.unit === 'hours'
      ? t('item.hours', { hours: wait.hours, minutes: wait.minutes })
      : t(`item.${wait.unit}`, { count: wait.count });
  return <StateTag tone={left < 0 ? 'bad' : 'waiting'}>{t(left < 0 ? 'item.late' : 'item.left', { time })}</StateTag>;
}
