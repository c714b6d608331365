import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { type Session, type SessionSite, useSessionAct } from './sessionQueries';

const tones = { connected: 'good', joining: 'waiting', lost: 'bad', absent: 'plain' } as const;

/** Of more sites than these the bars of the levels are read first, and a level is unfolded by whom it concerns. */
const unfolded = 40;

/** The sites by level, each level with its bar; a level that is complete is folded. */
export function SitesBlock({ session }: { session: Session }) {
  const { t } = useTranslation('session');
  const own = session.sites.filter((site) => !session.levels.some((level) => level.unitId === site.levelId));
  const groups = session.levels
    .map((level) => ({ level, sites: session.sites.filter((site) => site.levelId === level.unitId) }))
    .filter(({ sites }) => sites.length > 0);
  return (
    <section className="panel" aria-labelledby="session-sites">
      <h2 id="session-sites">{t('sites')}</h2>
      {own.length > 0 && <SiteTable session={session} sites={own} />}
      {groups.map(({ level, sites }) => {
        const connected = sites.filter((site) => site.state === 'connected').length;
        return (
          <details
            key={level.unitId}
            className="session-level"
            open={connected < sites.length && session.sites.length <= unfolded}
          >
            <summary>
              <strong>{level.name}</strong>
              <span>
                {connected}/{sites.length}
              </span>
              <progress max={sites.length} value={connected} aria-label={level.name} />
            </summary>
            <SiteTable session={session} sites={sites} />
          </details>
        );
      })}
    </section>
  );
}

function SiteTable({ session, sites }: { session: Session; sites: SessionSite[] }) {
  const { t } = useTranslation('session');
  const times = useTimes();
  const act = useSessionAct(session.meetingId);
  return (
    <ul className="session-list">
      {sites.map((site) => (
        <li key={site.siteId} data-state={site.state}>
          <span className="session-name">
            {site.name}
            {site.role === 'main' && <em>{t('mainSite')}</em>}
            {site.speaks && <em>{t(site.heard ? 'speaksHeard' : 'speaks')}</em>}
          </span>
          <StateTag tone={tones[site.state]}>{t(`states.${site.state}`)}</StateTag>
          <span className="session-line">
            {[
              site.line && site.state !== 'absent' && t(`lines.${site.line}`),
              site.way && t(site.state === 'absent' ? 'lastWay' : 'way', { way: t(`ways.${site.way}`) }),
              site.machines > 1 && t('machines', { count: site.machines }),
              site.since && times.clock(site.since),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {session.directs && session.openSince && site.state !== 'connected' && (
            <Button
              size="small"
              loading={act.isPending}
              aria-label={`${t('call')}: ${site.name}`}
              onClick={() => act.mutate({ kind: 'call', siteIds: [site.siteId] })}
            >
              {site.calledAt ? t('calledAt', { time: times.clock(site.calledAt) }) : t('call')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
