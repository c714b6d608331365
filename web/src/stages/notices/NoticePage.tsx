import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { NoticeDesk } from './NoticeDesk';
import './notices.css';
import { noticeQuery, noticesQuery } from './noticeQueries';
import './texts';

/** "Thông báo" of a meeting: what goes out, to whom, and who has seen it; of the session, or of a branch. */
export function NoticePage() {
  const { t } = useTranslation('notices');
  const { meetingId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const issuable = useQuery(noticesQuery(meetingId));
  const wanted = params.get('nhanh');
  const session = issuable.data?.find(({ scope }) => scope === 'session');
  const branches = issuable.data?.filter(({ scope }) => scope === 'branch') ?? [];
  const branch = wanted ?? (session ? null : (branches[0]?.unitId ?? null));
  const key = useMemo(() => ({ meetingId, branch }), [meetingId, branch]);
  const notice = useQuery({ ...noticeQuery(key), enabled: branch !== null || session !== undefined });
  if (issuable.data && issuable.data.length === 0) {
    return (
      <>
        <PageHeader title={t('page.title')} />
        <div className="panel">
          <EmptyState title={t('page.none')} text={t('page.noneText')} />
        </div>
      </>
    );
  }
  const data = notice.data;
  return (
    <>
      <PageHeader
        title={
          data
            ? branch
              ? t(data.kind === 'planned' ? 'page.branchTitle' : 'page.connectionTitle', { name: data.issuerName })
              : t('page.title')
            : t('page.title')
        }
        lead={data?.title}
        actions={
          <Link className="button-link no-print" to={`/cuoc-hop/${meetingId}`}>
            {t('page.meeting')}
          </Link>
        }
      />
      {session && branches.length > 0 && branches.length <= 4 && (
        <Segmented
          className="notice-which no-print"
          aria-label={t('page.which')}
          value={branch ?? ''}
          options={[
            { value: '', label: t('page.session') },
            ...branches.map(({ unitId, unitName }) => ({ value: unitId, label: unitName })),
          ]}
          onChange={(unitId) => setParams(unitId ? { nhanh: unitId } : {}, { replace: true })}
        />
      )}
      <ErrorNotice
        error={issuable.error ?? notice.error}
        onRetry={() => void (issuable.error ? issuable.refetch() : notice.refetch())}
      />
      {!data && !issuable.error && !notice.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && <NoticeDesk key={`${meetingId}/${branch}`} of={key} notice={data} />}
    </>
  );
}
