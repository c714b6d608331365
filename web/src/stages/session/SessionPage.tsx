import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { LinePolicyBlock } from './LinePolicyBlock';
import { PassesBlock } from './PassesBlock';
import { SessionActions } from './SessionActions';
import { SitesBlock } from './SitesBlock';
import './session.css';
import { type Session, sessionQuery } from './sessionQueries';
import './texts';

/** "Phiên họp": who is connected, how ready the sites are, and the one thing to do next. */
export function SessionPage() {
  const { t } = useTranslation('session');
  const { meetingId = '' } = useParams();
  const query = useQuery(sessionQuery(meetingId));
  const session = query.data;
  if (!session) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      </>
    );
  }
  const isOver = session.stage === 'ended' || session.stage === 'summarised';
  // One thing to do first: whoever may open the conference opens it.
  const opensFirst = session.directs && !session.openSince;
  return (
    <div className="session">
      <PageHeader
        title={t('title', { title: session.title })}
        lead={<Lead session={session} />}
        actions={
          isOver ? null : (
            <Link className={opensFirst ? 'button-link' : 'button-link is-primary'} to={`/hop/${meetingId}`}>
              {t('enter')}
            </Link>
          )
        }
      />
      <p className="session-links">
        <Link to={`/cuoc-hop/${meetingId}`}>{t('back')}</Link>
      </p>
      {isOver && <Alert type="info" showIcon title={t('over')} />}
      <Counts session={session} />
      {session.directs && !isOver && <SessionActions session={session} />}
      <SitesBlock session={session} />
      {!isOver && <LinePolicyBlock meetingId={meetingId} />}
      <PassesBlock session={session} />
      <p>
        <Button type="link" href="/vao-hop">
          {t('typedDoor')}
        </Button>
      </p>
    </div>
  );
}

function Lead({ session }: { session: Session }) {
  const { t } = useTranslation('session');
  const times = useTimes();
  return (
    <span>
      {t('number', { number: session.number })}
      {session.startsAt && ` · ${times.clock(session.startsAt)} ${times.day(session.startsAt)}`}
      {session.opensAt && !session.openSince && ` · ${t('opensAt', { time: times.clock(session.opensAt) })}`}
      {session.sessionOpenedAt && ` · ${t('openedAt', { time: times.clock(session.sessionOpenedAt) })}`}
    </span>
  );
}

/** The figures that people look at first: connected of all, heard of those who speak. */
function Counts({ session: { readiness, openSince, confirmedAt, others } }: { session: Session }) {
  const { t } = useTranslation('session');
  const percent = readiness.sites === 0 ? 0 : Math.round((readiness.connected * 100) / readiness.sites);
  return (
    <section className="panel session-counts" aria-label={t('counts')}>
      <div>
        <strong>
          {readiness.connected}/{readiness.sites}
        </strong>
        <span>{t('connected')}</span>
        <progress max={100} value={percent} aria-label={t('connected')} />
      </div>
      <div>
        <strong>
          {readiness.heard}/{readiness.speaking}
        </strong>
        <span>{t('heard')}</span>
      </div>
      <div>
        <strong>{others}</strong>
        <span>{t('others')}</span>
      </div>
      <p role="status">{t(confirmedAt ? 'confirmed' : openSince ? 'connecting' : 'closed')}</p>
    </section>
  );
}
