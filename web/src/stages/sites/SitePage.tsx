import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { CompletenessPanel } from './CompletenessPanel';
import { HistoryPanel } from './HistoryPanel';
import { SiteForm } from './SiteForm';
import './sites.css';
import { siteQuery } from './siteQueries';
import './texts';

/**
 * One site: its form in blocks, how complete it is, and what was changed when by whom.
 * @param machines those that stand in it, for whoever keeps it
 */
export function SitePage({ machines }: { machines?: (siteId: string) => ReactNode }) {
  const { t } = useTranslation('sites');
  const { siteId = '' } = useParams();
  const site = useQuery({
    ...siteQuery(siteId),
    // What is being typed is not to be overtaken; whoever saves an old version is told.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  return (
    <>
      <p className="site-back">
        <Link to="/diem-cau">
          <ArrowLeftOutlined aria-hidden /> {t('site.back')}
        </Link>
      </p>
      <ErrorNotice error={site.error} onRetry={() => site.refetch()} />
      {site.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {site.data && !site.isPlaceholderData && (
        <>
          <PageHeader
            title={site.data.summary.name}
            lead={
              <>
                {site.data.summary.unitName}
                {!site.data.summary.mayKeep && <span className="site-note">{t('site.readOnly')}</span>}
              </>
            }
          />
          <div className="site-columns">
            <aside>
              <CompletenessPanel summary={site.data.summary} />
              {site.data.summary.mayKeep && machines?.(siteId)}
              <HistoryPanel siteId={siteId} />
            </aside>
            <SiteForm key={siteId} site={site.data} onReload={() => void site.refetch()} />
          </div>
        </>
      )}
    </>
  );
}
