import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination, Segmented, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { NewSite } from './NewSite';
import { SiteTable } from './SiteTable';
import './sites.css';
import { sitesQuery } from './siteQueries';
import './texts';

const pageSize = 50;

/** "Điểm cầu": every site of the installation, to be found, kept and watched over. */
export function SitesPage() {
  const { t } = useTranslation('sites');
  const navigate = useNavigate();
  const permissions = useSession().data?.permissions ?? [];
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const search = params.get('tim') ?? '';
  const filter = params.get('loc') ?? '';
  const page = Math.max(1, Number(params.get('trang')) || 1);
  const sites = useQuery(
    sitesQuery({
      search: useDeferredValue(search.trim()),
      kept: filter === 'don-vi' || undefined,
      incomplete: filter === 'chua-du' || undefined,
      unseen: filter === 'chua-xem' || undefined,
      page,
      pageSize,
    }),
  );
  const look = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    next.delete('trang');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const filters = [
    { value: '', label: t('list.all') },
    { value: 'don-vi', label: t('list.kept') },
    { value: 'chua-du', label: t('list.incomplete') },
    ...(permissions.includes('approveMeetings') ? [{ value: 'chua-xem', label: t('list.unseen') }] : []),
  ];
  const create = (
    <Button type="primary" size="large" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('list.create')}
    </Button>
  );
  const items = sites.data?.items ?? [];

  return (
    <>
      <PageHeader title={t('list.title')} lead={t('list.lead')} actions={create} />
      <search className="site-search">
        <Input
          size="large"
          type="search"
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          title={t('list.searchHint')}
          value={search}
          onChange={(event) => look({ tim: event.target.value })}
        />
        <Segmented
          size="large"
          aria-label={t('list.filter')}
          value={filter}
          options={filters}
          onChange={(value) => look({ loc: value })}
        />
      </search>
      <ErrorNotice error={sites.error} onRetry={() => sites.refetch()} />
      {sites.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {sites.data && (
        <>
          <p className="site-count" role="status">
            {t('list.total', { count: sites.data.total })}
          </p>
          {items.length > 0 && <SiteTable sites={items} before={(page - 1) * pageSize} />}
          {items.length === 0 && (
            <div className="panel">
              {search || filter ? (
                <EmptyState
                  title={t('list.nothingTitle')}
                  text={t('list.nothingText')}
                  action={<Button onClick={() => look({ tim: '', loc: '' })}>{t('list.clear')}</Button>}
                />
              ) : (
                <EmptyState
                  title={t('list.emptyTitle')}
                  text={t('list.emptyText')}
                  action={<Button onClick={() => setCreating(true)}>{t('list.create')}</Button>}
                />
              )}
            </div>
          )}
          <Pagination
            className="site-pages"
            hideOnSinglePage
            showSizeChanger={false}
            current={page}
            pageSize={pageSize}
            total={sites.data.total}
            onChange={(wanted) => look({ trang: String(wanted) })}
          />
        </>
      )}
      {creating && (
        <NewSite
          onCancel={() => setCreating(false)}
          onCreated={(site) => void navigate(`/diem-cau/${site.summary.id}`)}
        />
      )}
    </>
  );
}
