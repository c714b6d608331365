import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import { CompletenessMeter } from './CompletenessMeter';
import type { SiteSummary } from './siteQueries';

interface SiteTableProps {
  sites: readonly SiteSummary[];
  /** STT of the first row, less one. */
  before: number;
}

/** The sites, one line each. */
export function SiteTable({ sites, before }: SiteTableProps) {
  const { t } = useTranslation('sites');
  const times = useTimes();
  const navigate = useNavigate();
  const nodes = useMemo(() => sites.map((site) => ({ key: site.id, row: site })), [sites]);
  const columns: DenseColumn<SiteSummary>[] = [
    { key: 'index', title: t('list.index'), width: '4rem', align: 'right', render: (_, index) => before + index + 1 },
    { key: 'name', title: t('list.name'), render: (site) => <SiteName site={site} /> },
    { key: 'place', title: t('list.place'), from: 'xl', render: ({ place }) => place || t('list.noPlace') },
    {
      key: 'completeness',
      title: t('list.completeness'),
      width: '14.5rem',
      render: ({ completeness }) => <CompletenessMeter percent={completeness} />,
    },
    { key: 'missing', title: t('completeness.missing'), from: 'lg', render: (site) => missingWords(site, t) },
    {
      key: 'changed',
      title: t('list.changed'),
      width: '7.5rem',
      from: 'xl',
      render: ({ changedAt }) => times.date(changedAt),
    },
  ];
  return (
    <DenseList<SiteSummary>
      label={t('list.title')}
      nodes={nodes}
      columns={columns}
      onOpen={({ id }) => void navigate(`/diem-cau/${id}`)}
      narrow={(site) => (
        <span className="dense-two">
          <SiteName site={site} />
          <span className="dense-line">
            <CompletenessMeter percent={site.completeness} />
            <span>{site.place}</span>
          </span>
        </span>
      )}
    />
  );
}

function SiteName({ site }: { site: SiteSummary }) {
  const { t } = useTranslation('sites');
  const times = useTimes();
  return (
    <span className="dense-line">
      <Link className="site-name" to={`/diem-cau/${site.id}`} title={site.label}>
        {site.label}
      </Link>
      {site.isUnseen && <StateTag tone="blue">{t('list.fresh')}</StateTag>}
      {site.validTo && <StateTag tone="plain">{t('list.ended', { date: times.date(site.validTo) })}</StateTag>}
    </span>
  );
}

// Enough to know whom to call about what; the site's own page has the rest.
const wordsShown = 2;

function missingWords(site: SiteSummary, t: ReturnType<typeof useTranslation<'sites'>>['t']): string {
  const named = site.missing.slice(0, wordsShown).map((requirement) => t(`missing.${requirement}`));
  const more = site.missing.length - named.length;
  return named.join('; ') + (more > 0 ? ` (+${more})` : '');
}
