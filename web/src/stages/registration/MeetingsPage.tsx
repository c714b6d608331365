import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Grid, Input, Pagination, Segmented, Select, Skeleton, Switch } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { MeetingCards } from './MeetingCards';
import { MeetingTable } from './MeetingTable';
import './MeetingsPage.css';
import { meetingsQuery, stages } from './meetingQueries';
import './texts';

const pageSize = 50;
const dayMs = 86_400_000;

/** "Cuộc họp": what is coming, what was, and where each stands. */
export function MeetingsPage() {
  const { t } = useTranslation('registration');
  const [params, setParams] = useSearchParams();
  // To the day, so that the question stays the same while one reads.
  const [today] = useState(() => new Date(Math.floor(Date.now() / dayMs) * dayMs).toISOString());
  const search = params.get('tim') ?? '';
  const stage = params.get('trang-thai') ?? '';
  const time = params.get('thoi-gian') ?? 'sap-toi';
  const mine = params.get('loc') === 'don-vi';
  const series = params.get('chuoi') ?? undefined;
  const page = Math.max(1, Number(params.get('trang')) || 1);
  const meetings = useQuery(
    meetingsQuery({
      search: useDeferredValue(search.trim()),
      ...(stage && { stage }),
      ...(time === 'sap-toi' && !series && { from: today }),
      ...(time === 'da-qua' && { to: today, latest: true }),
      ...(mine && { mine }),
      ...(series && { seriesId: series }),
      page,
      pageSize,
    }),
  );
  const mayRegister = useSession().data?.permissions.includes('registerMeetings');
  const wide = Grid.useBreakpoint().lg ?? true;
  const look = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    next.delete('trang');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const items = meetings.data?.items ?? [];
  const isFiltered = Boolean(search || stage || mine || series || time !== 'sap-toi');
  const register = (
    <Link to="/cuoc-hop/dang-ky">
      <Button type="primary" size="large" tabIndex={-1} icon={<PlusOutlined aria-hidden />}>
        {t('register')}
      </Button>
    </Link>
  );
  return (
    <>
      <PageHeader title={t('list.title')} lead={t('list.lead')} actions={mayRegister && register} />
      <search className="meeting-search">
        <Input
          size="large"
          type="search"
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          value={search}
          onChange={(event) => look({ tim: event.target.value })}
        />
        <Segmented
          size="large"
          aria-label={t('list.time')}
          value={time}
          options={[
            { value: 'sap-toi', label: t('list.coming') },
            { value: 'da-qua', label: t('list.past') },
            { value: 'moi-luc', label: t('list.always') },
          ]}
          onChange={(value) => look({ 'thoi-gian': value === 'sap-toi' ? '' : value })}
        />
        <Select
          size="large"
          aria-label={t('list.filter')}
          value={stage}
          options={[
            { value: '', label: t('list.allStages') },
            ...stages.map((known) => ({ value: known, label: t(`stages.${known}`) })),
          ]}
          onChange={(value) => look({ 'trang-thai': value })}
        />
        <span className="meeting-mine">
          <Switch
            aria-labelledby="meeting-mine"
            checked={mine}
            onChange={(checked) => look({ loc: checked ? 'don-vi' : '' })}
          />
          <span id="meeting-mine">{t('list.mine')}</span>
        </span>
      </search>
      <ErrorNotice error={meetings.error} onRetry={() => meetings.refetch()} />
      {meetings.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {meetings.data && (
        <>
          <p className="meeting-count" role="status">
            {t('list.total', { count: meetings.data.total })}
          </p>
          {items.length === 0 && (
            <div className="panel">
              <EmptyState
                title={isFiltered ? t('list.nothingTitle') : t('list.emptyTitle')}
                text={isFiltered ? t('list.nothingText') : t('list.emptyText')}
                action={isFiltered ? <Button onClick={() => setParams({})}>{t('list.clear')}</Button> : undefined}
              />
            </div>
          )}
          {items.length > 0 && wide && <MeetingTable meetings={items} before={(page - 1) * pageSize} />}
          {items.length > 0 && !wide && <MeetingCards meetings={items} />}
          <Pagination
            className="meeting-pages"
            hideOnSinglePage
            showSizeChanger={false}
            current={page}
            pageSize={pageSize}
            total={meetings.data.total}
            onChange={(wanted) => look({ trang: String(wanted) })}
          />
        </>
      )}
    </>
  );
}
