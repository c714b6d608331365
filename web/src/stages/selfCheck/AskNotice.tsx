import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SiteDesk } from '../../rtc/check/siteDesk';
import { Button } from '../../ui/Button';
import './askedBar.css';
import './texts';
import { useOwnSite } from './useOwnSite';

const lookEveryMs = 30_000;

/**
 * In the office: somebody runs a check and has asked the unit's site. A desk is not the site's room, so that nothing is switched on or measured
 * here; it leads to the page that measures, which is opened where the site's devices are.
 */
export function AskNotice() {
  const { t } = useTranslation('selfCheck');
  const { siteId } = useOwnSite();
  const [putOff, setPutOff] = useState<string | null>(null);
  const { data } = useQuery({
    queryKey: ['check-asks', siteId],
    queryFn: () => (siteId === null ? null : new SiteDesk(siteId).asks()),
    enabled: siteId !== null,
    refetchInterval: lookEveryMs,
  });
  const ask = data?.asks.find(({ id }) => id !== putOff);
  if (!ask) return null;
  return (
    <aside className="asked-bar no-print" role="status">
      <p>{t('asked.office', { by: ask.by, title: ask.title })}</p>
      <Link className="button-link is-control is-primary" to="/tu-kiem-tra">
        {t('title')}
      </Link>
      <Button onClick={() => setPutOff(ask.id)}>{t('asked.later')}</Button>
    </aside>
  );
}
