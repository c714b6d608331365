import { Grid, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { CompletenessMeter } from './CompletenessMeter';
import type { SiteSummary } from './siteQueries';

interface SiteTableProps {
  sites: readonly SiteSummary[];
  /** STT of the first row, less one. */
  before: number;
}

/** The sites as a table, or as cards where a table would not fit. */
export function SiteTable({ sites, before }: SiteTableProps) {
  const { t } = useTranslation('sites');
  const times = useTimes();
  const wide = Grid.useBreakpoint().lg ?? true;
  if (!wide) {
    return (
      <ul className="site-cards">
        {sites.map((site) => (
          <li key={site.id} className="panel">
            <SiteName site={site} />
            <span className="site-note">{site.unitName}</span>
            <CompletenessMeter percent={site.completeness} />
            <MissingWords site={site} />
          </li>
        ))}
      </ul>
    );
  }
  const columns: TableColumnsType<SiteSummary> = [
    { title: t('list.index'), width: '4.5em', align: 'right', render: (_, __, index) => before + index + 1 },
    { title: t('list.name'), render: (_, site) => <SiteName site={site} /> },
    { title: t('list.unit'), dataIndex: 'unitName' },
    {
      title: t('list.completeness'),
      width: '20em',
      render: (_, site) => (
        <>
          <CompletenessMeter percent={site.completeness} />
          <MissingWords site={site} />
        </>
      ),
    },
    {
      title: t('list.changed'),
      width: '9em',
      responsive: ['xl'],
      render: (_, site) => times.date(site.changedAt),
    },
  ];
  return (
    <Table<SiteSummary>
      className="panel site-table"
      rowKey="id"
      columns={columns}
      dataSource={[...sites]}
      pagination={false}
      tableLayout="auto"
    />
  );
}

function SiteName({ site }: { site: SiteSummary }) {
  const { t } = useTranslation('sites');
  const times = useTimes();
  return (
    <>
      <Link className="site-name" to={`/diem-cau/${site.id}`}>
        {site.name}
      </Link>{' '}
      {site.isUnseen && <StateTag tone="blue">{t('list.fresh')}</StateTag>}
      <span className="site-note">{site.place || t('list.noPlace')}</span>
      {site.validTo && <span className="site-note">{t('list.ended', { date: times.date(site.validTo) })}</span>}
    </>
  );
}

// Enough to know whom to call about what; the site's own page has the rest.
const wordsShown = 2;

function MissingWords({ site }: { site: SiteSummary }) {
  const { t } = useTranslation('sites');
  if (site.missing.length === 0) return null;
  const named = site.missing.slice(0, wordsShown).map((requirement) => t(`missing.${requirement}`));
  const more = site.missing.length - named.length;
  return (
    <span className="site-note">
      {t('completeness.missing')}: {named.join('; ')}
      {more > 0 && ` (+${more})`}
    </span>
  );
}
