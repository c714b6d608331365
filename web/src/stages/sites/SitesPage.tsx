import { DesktopOutlined, PhoneOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { SearchableList } from '../../ui/SearchableList';
import { densePageSize, useListAddress } from '../../ui/useListAddress';
import { NewSite } from './NewSite';
import { SiteTable } from './SiteTable';
import './sites.css';
import { sitesQuery } from './siteQueries';
import './texts';

/** "Điểm cầu": every site of the installation, to be found, kept and watched over. */
export function SitesPage() {
  const { t } = useTranslation('sites');
  const navigate = useNavigate();
  const permissions = useSession().data?.permissions ?? [];
  const address = useListAddress();
  // "Mô tả điểm cầu" of the home page leads here.
  const [creating, setCreating] = useState(() => address.params.has('them'));
  const filter = address.params.get('loc') ?? '';
  const sites = useQuery(
    sitesQuery({
      search: address.term,
      kept: filter === 'don-vi' || undefined,
      incomplete: filter === 'chua-du' || undefined,
      unseen: filter === 'chua-xem' || undefined,
      page: address.page,
      pageSize: densePageSize,
    }),
  );
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

  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        actions={
          <>
            <Button size="large" icon={<PhoneOutlined aria-hidden />} onClick={() => navigate('/danh-ba')}>
              {t('list.directory')}
            </Button>
            {permissions.includes('operateMeetings') && (
              <Button size="large" icon={<DesktopOutlined aria-hidden />} onClick={() => navigate('/cac-may-diem-cau')}>
                {t('list.machines')}
              </Button>
            )}
            {permissions.includes('editSites') && (
              <Button size="large" icon={<UploadOutlined aria-hidden />} onClick={() => navigate('/diem-cau/nhap')}>
                {t('import.open')}
              </Button>
            )}
            {create}
          </>
        }
      />
      <SearchableList
        address={address}
        query={sites}
        pageSize={densePageSize}
        label={t('list.search')}
        hint={t('list.searchHint')}
        filters={
          <Segmented
            size="large"
            aria-label={t('list.filter')}
            value={filter}
            options={filters}
            onChange={(value) => address.look({ loc: value })}
          />
        }
        total={(count) => t('list.total', { count })}
        empty={
          address.search || filter ? (
            <EmptyState
              title={t('list.nothingTitle')}
              text={t('list.nothingText')}
              action={<Button onClick={() => address.look({ tim: '', loc: '' })}>{t('list.clear')}</Button>}
            />
          ) : (
            <EmptyState
              title={t('list.emptyTitle')}
              text={t('list.emptyText')}
              action={<Button onClick={() => setCreating(true)}>{t('list.create')}</Button>}
            />
          )
        }
      >
        {(items, before) => <SiteTable sites={items} before={before} />}
      </SearchableList>
      {creating && (
        <NewSite
          onCancel={() => {
            setCreating(false);
            address.look({ them: '' });
          }}
          onCreated={(site) => void navigate(`/diem-cau/${site.summary.id}`)}
        />
      )}
    </>
  );
}
