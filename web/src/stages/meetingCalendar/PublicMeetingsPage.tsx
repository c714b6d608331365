import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { useSession } from '../../api/session';
import { BrandMark } from '../../ui/BrandMark';
import { EmptyState } from '../../ui/EmptyState';
import { HelpLine } from '../../ui/HelpLine';
import { PageHeader } from '../../ui/PageHeader';
import { SearchableList } from '../../ui/SearchableList';
import { StackedTable } from '../../ui/StackedTable';
import { pageSize, useListAddress } from '../../ui/useListAddress';
import { useTimes } from '../../ui/useTimes';
import './calendar.css';
import { publicQuery } from './calendarQueries';
import './texts';

type PublicMeeting = components['schemas']['PublicMeeting'];

/** "Lịch họp công khai": approved meetings for whom the installation shows them, signed in or not. */
export function PublicMeetingsPage() {
  const { t } = useTranslation('meetingCalendar');
  const address = useListAddress();
  const session = useSession().data;
  const meetings = useQuery(publicQuery(address.term, address.page, pageSize));
  const refused = meetings.error instanceof Problem ? meetings.error.status : null;
  return (
    <div className="public-page">
      <header className="public-head no-print">
        <Link to="/" aria-label={t('public.home')}>
          <BrandMark />
          <strong>{session?.installation.name ?? 'DiemCau'}</strong>
        </Link>
      </header>
      <main className="public-content">
        <PageHeader title={t('public.title')} lead={t('public.lead')} />
        {refused === 401 || refused === 404 ? (
          <div className="panel">
            <EmptyState
              title={t('public.closedTitle')}
              text={t('public.closedText')}
              action={
                refused === 401 && (
                  <Link className="button-link is-primary" to="/dang-nhap?ve=%2Flich-cong-khai">
                    {t('public.signIn')}
                  </Link>
                )
              }
            />
          </div>
        ) : (
          <SearchableList
            address={address}
            query={meetings}
            label={t('public.search')}
            total={(count) => t('public.total', { count })}
            empty={<EmptyState title={t('public.emptyTitle')} text={t('public.emptyText')} />}
          >
            {(items, before) => <PublicTable meetings={items} before={before} />}
          </SearchableList>
        )}
        <HelpLine />
      </main>
    </div>
  );
}

function PublicTable({ meetings, before }: { meetings: readonly PublicMeeting[]; before: number }) {
  const { t } = useTranslation('meetingCalendar');
  const times = useTimes();
  return (
    <StackedTable<PublicMeeting>
      className="panel"
      rowKey={(meeting) => `${meeting.startsAt} ${meeting.title} ${meeting.unitName}`}
      pagination={false}
      dataSource={[...meetings]}
      columns={[
        { title: t('public.index'), width: '4.5em', align: 'right', render: (_, __, index) => before + index + 1 },
        {
          title: t('public.when'),
          width: '9em',
          render: (_, { startsAt, endsAt }) => (
            <>
              <strong>{times.date(startsAt)}</strong>
              <br />
              {`${times.clock(startsAt)}–${times.clock(endsAt)}`}
            </>
          ),
        },
        { title: t('public.name'), dataIndex: 'title' },
        { title: t('public.unit'), dataIndex: 'unitName' },
        { title: t('public.units'), dataIndex: 'unitCount', align: 'right', width: '8em' },
      ]}
    />
  );
}
