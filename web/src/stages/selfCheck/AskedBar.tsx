import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedCheck } from '../../rtc/check/askedCheck';
import { SiteDesk } from '../../rtc/check/siteDesk';
import './askedBar.css';
import './texts';
import { useOwnSite } from './useOwnSite';
import { type MadeCheck, makeSiteCheck } from './useSelfCheck';

/** Wherever somebody stands for a site: whoever runs a check may ask it to measure, which begins by itself after a notice. */
export function AskedBar({ made }: { made?: MadeCheck }) {
  const { siteId } = useOwnSite();
  return siteId && <Asked key={siteId} siteId={siteId} made={made} />;
}

/** @param made by a page that shows it; else one of its own */
function Asked({ siteId, made }: { siteId: string; made: MadeCheck | undefined }) {
  const { t } = useTranslation('selfCheck');
  const [asked] = useState(() => {
    const { check, video } = made ?? makeSiteCheck();
    const still = () => check.state.get().still;
    const isTaken = () => document.hidden || check.state.get().isRunning;
    return { watch: new AskedCheck(new SiteDesk(siteId), { run: () => check.run(), still, isTaken }), video };
  });
  const isOwn = made === undefined;
  useEffect(() => {
    if (isOwn) {
      // Out of sight, but in the page: what is in no page gets no pictures.
      asked.video.className = 'asked-bar-video';
      document.body.append(asked.video);
    }
    asked.watch.start();
    return () => {
      asked.watch.stop();
      if (isOwn) asked.video.remove();
    };
  }, [asked, isOwn]);
  const state = useSyncExternalStore(asked.watch.state.subscribe, asked.watch.state.get);
  if (state.at === 'rest') return null;
  const { title, by } = state.ask;
  return (
    <aside className="asked-bar no-print" role="status">
      <p>
        {state.at === 'notice' && t('asked.notice', { by, title, seconds: state.secondsLeft })}
        {state.at === 'measuring' && t('asked.measuring', { title })}
        {state.at === 'done' && t(state.isSent ? 'asked.sent' : 'asked.notSent')}
      </p>
      {state.at === 'notice' && (
        <button type="button" onClick={() => asked.watch.putOff()}>
          {t('asked.putOff')}
        </button>
      )}
    </aside>
  );
}
