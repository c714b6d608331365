import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { SearchableList } from '../../ui/SearchableList';
import { densePageSize, useListAddress } from '../../ui/useListAddress';
import { MeetingTable } from './MeetingTable';
import './MeetingsPage.css';
import { stages } from '../../ui/meeting/stages';
import { meetingsQuery } from './meetingQueries';
import './texts';

const dayMs = 86_400_000;

/** "Cuộc họp": what is coming, what was, and where each stands. */
export function MeetingsPage() {
  const { t } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  const address = useListAddress();
  const { params, search, look } = address;
  // To the day, so that the question stays the same while one reads.
  const [today] = useState(() => new Date(Math.floor(Date.now() / dayMs) * dayMs).toISOString());
  const stage = params.get('trang-thai') ?? '';
  const time = params.get('thoi-gian') ?? 'sap-toi';
  const mine = params.get('loc') === 'don-vi';
  const series = params.get('chuoi') ?? undefined;
  const meetings = useQuery(
    meetingsQuery({
      search: address.term,
      ...(stage && { stage }),
      ...(time === 'sap-toi' && !series && { from: today }),
      ...(time === 'da-qua' && { to: today, latest: true }),
      ...(mine && { mine }),
      ...(series && { seriesId: series }),
      page: address.page,
      pageSize: densePageSize,
    }),
  );
  const mayRegister = useSession().data?.permissions.includes('registerMeetings');
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
      <SearchableList
        address={address}
        query={meetings}
        pageSize={densePageSize}
        label={t('list.search')}
        filters={
          <>
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
              className="meeting-stage"
              size="large"
              aria-label={t('list.filter')}
              value={stage}
              options={[
                { value: '', label: t('list.allStages') },
                ...stages.map((known) => ({ value: known, label: words(`stages.${known}`) })),
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
          </>
        }
        total={(count) => t('list.total', { count })}
        empty={
          isFiltered ? (
            <EmptyState
              title={t('list.nothingTitle')}
              text={t('list.nothingText')}
              action={
                <Button onClick={() => look({ tim: '', 'trang-thai': '', 'thoi-gian': '', loc: '', chuoi: '' })}>
                  {t('list.clear')}
                </Button>
              }
            />
          ) : (
            <EmptyState title={t('list.emptyTitle')} text={t('list.emptyText')} />
          )
        }
      >
        {(items, before) => <MeetingTable meetings={items} before={before} />}
      </SearchableList>
    </>
  );
}
