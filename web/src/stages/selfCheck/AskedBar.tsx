import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedCheck } from '../../rtc/check/askedCheck';
import { SiteDesk } from '../../rtc/check/siteDesk';
import { Button } from '../../ui/Button';
import './askedBar.css';
import './texts';
import { useOwnSite } from './useOwnSite';
import type { MadeCheck } from './useSelfCheck';

/** At the page that measures: whoever runs a check may ask the site to, which begins by itself after a notice. */
export function AskedBar({ made }: { made: MadeCheck }) {
  const { siteId } = useOwnSite();
  return siteId && <Asked key={siteId} siteId={siteId} made={made} />;
}

function Asked({ siteId, made: { check } }: { siteId: string; made: MadeCheck }) {
  const { t } = useTranslation('selfCheck');
  const [asked] = useState(() => {
    const still = () => check.state.get().still;
    const isTaken = () => document.hidden || check.state.get().isRunning;
    return new AskedCheck(new SiteDesk(siteId), { run: () => check.run(), still, isTaken });
  });
  useEffect(() => {
    asked.start();
    return () => asked.stop();
  }, [asked]);
  const state = useSyncExternalStore(asked.state.subscribe, asked.state.get);
  if (state.at === 'rest') return null;
  const { title, by } = state.ask;
  return (
    <aside className="asked-bar no-print" role="status">
      <p>
        {state.at === 'notice' && t('asked.notice', { by, title, seconds: state.secondsLeft })}
        {state.at === 'measuring' && t('asked.measuring', { title })}
        {state.at === 'done' && t(state.isSent ? 'asked.sent' : 'asked.notSent')}
      </p>
      {state.at === 'notice' && <Button onClick={() => asked.putOff()}>{t('asked.putOff')}</Button>}
    </aside>
  );
}
