import { Button, Grid, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import type { NoticeSite, NoticeState } from './noticeQueries';

const tones = { unsent: 'plain', sent: 'waiting', seen: 'blue', acknowledged: 'good' } as const;

interface NoticeSiteTableProps {
  sites: readonly NoticeSite[];
  /** STT of the first row, less one. */
  before: number;
  onRemind: (siteId: string, name: string) => void;
}

/** The sites with their states, as a table or as cards where it would not fit. */
export function NoticeSiteTable({ sites, before, onRemind }: NoticeSiteTableProps) {
  const { t } = useTranslation('notices');
  const wide = Grid.useBreakpoint().lg ?? true;
  const remind = (site: NoticeSite) =>
    site.state === 'sent' && (
      <Button
        size="small"
        aria-label={`${t('readers.remindOne')}: ${site.siteName}`}
        onClick={() => onRemind(site.siteId, site.siteName)}
      >
        {t('readers.remindOne')}
      </Button>
    );
  if (!wide) {
    return (
      <ul className="notice-cards">
        {sites.map((site) => (
          <li key={site.siteId} className="panel">
            <strong>{site.siteName}</strong>
            <State state={site.state} />
            <When site={site} />
            <Words site={site} />
            {remind(site)}
          </li>
        ))}
      </ul>
    );
  }
  const columns: TableColumnsType<NoticeSite> = [
    { title: t('readers.index'), width: '4.5em', align: 'right', render: (_, __, index) => before + index + 1 },
    { title: t('readers.site'), render: (_, site) => <strong>{site.siteName}</strong> },
    { title: t('readers.state'), width: '10em', render: (_, site) => <State state={site.state} /> },
    { title: t('readers.when'), width: '12em', render: (_, site) => <When site={site} /> },
    { title: t('readers.remark'), render: (_, site) => <Words site={site} /> },
    { title: '', width: '6em', align: 'right', render: (_, site) => remind(site) },
  ];
  return (
    <Table<NoticeSite>
      className="panel site-table"
      rowKey="siteId"
      columns={columns}
      dataSource={[...sites]}
      pagination={false}
      tableLayout="auto"
    />
  );
}

function State({ state }: { state: NoticeState }) {
  const { t } = useTranslation('notices');
  return <StateTag tone={tones[state]}>{t(`states.${state}`)}</StateTag>;
}

function When({ site }: { site: NoticeSite }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const at = site.acknowledgedAt ?? site.seenAt ?? site.sentAt;
  return (
    <span className="notice-site">
      {at && <span>{times.dateTime(at)}</span>}
      {site.remindedAt && <small>{t('readers.remindedAt', { time: times.dateTime(site.remindedAt) })}</small>}
    </span>
  );
}

function Words({ site }: { site: NoticeSite }) {
  const { t } = useTranslation('notices');
  return (
    <span className="notice-site">
      <span>{site.acknowledgedBy ?? site.seenBy}</span>
      {site.remark && <small>{site.remark}</small>}
      {!site.hasMailbox && <StateTag tone="bad">{t('readers.noMailbox')}</StateTag>}
    </span>
  );
}
