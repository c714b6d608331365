import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StandingTag } from '../../ui/meeting/StageTag';
import { PageHeader } from '../../ui/PageHeader';
import { useOnPaper } from '../../ui/useOnPaper';
import { useTimes } from '../../ui/useTimes';
import { NextStep } from './NextStep';
import { PrintedRoster } from './PrintedRoster';
import './preparation.css';
import { type Preparation, preparationQuery } from './preparationQueries';
import { StationPanel } from './StationPanel';
import { StationsBlock } from './StationsBlock';
import { TemplateBlock } from './TemplateBlock';
import './texts';

/** "Chuẩn bị": for a commune its own site, at once; for who leads or watches over many, all of them by level. */
export function PreparationPage() {
  const { t } = useTranslation('preparation');
  const { meetingId = '' } = useParams();
  const query = useQuery(preparationQuery(meetingId));
  const preparation = query.data;
  const isPaper = useOnPaper();
  if (!preparation) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      </>
    );
  }
  const sites = preparation.stations.filter(({ siteId }) => siteId);
  const own = !preparation.seesAll && sites.length === 1 ? sites[0] : undefined;
  return (
    <>
      <PageHeader
        title={t('title', { title: preparation.title })}
        lead={<Lead preparation={preparation} />}
        actions={<NextStep preparation={preparation} />}
      />
      <p className="no-print preparation-links">
        <Link to={`/cuoc-hop/${meetingId}`}>{t('back')}</Link>
        <Button type="link" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button
          type="link"
          icon={<DownloadOutlined aria-hidden />}
          href={`/api/meetings/${meetingId}/preparation/roster`}
          download
        >
          {t('exportRoster')}
        </Button>
      </p>
      {!preparation.isOpen && <Alert className="no-print" type="info" showIcon title={t('closed')} />}
      {own ? (
        <section className="panel no-print" aria-labelledby="preparation-own">
          <h2 id="preparation-own">{own.name}</h2>
          {preparation.kind !== 'outside' && <Support preparation={preparation} />}
          <StationPanel meetingId={meetingId} siteId={own.siteId ?? null} />
        </section>
      ) : (
        <>
          {preparation.kind !== 'outside' && <TemplateBlock preparation={preparation} />}
          <StationsBlock preparation={preparation} />
        </>
      )}
      {isPaper && <PrintedRoster preparation={preparation} />}
    </>
  );
}

function Lead({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const times = useTimes();
  return (
    <span className="preparation-lead">
      {preparation.startsAt && (
        <span>{`${times.clock(preparation.startsAt)}, ${times.day(preparation.startsAt)}`}</span>
      )}
      {preparation.dueAt && <span>{t('due', { time: times.due(preparation.dueAt) })}</span>}
      <StandingTag standing={preparation.standing} always />
    </span>
  );
}

/** Whom a site calls when something fails. */
function Support({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const people = preparation.stations.find(({ role }) => role === 'mcu')?.people ?? [];
  return (
    <p className="preparation-support">
      {people.length === 0 && t('supportNobody')}
      {people.length > 0 && `${t('support')}: `}
      {people.map((person) => (
        <span key={`${person.name} ${person.phone}`}>
          {person.name} {person.phone && <a href={`tel:${person.phone.replaceAll(' ', '')}`}>{person.phone}</a>}
        </span>
      ))}
    </p>
  );
}
