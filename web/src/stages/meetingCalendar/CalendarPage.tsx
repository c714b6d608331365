import { CalendarOutlined, LeftOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Grid, Segmented, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { Agenda } from './Agenda';
import { placedByDay } from './byDay';
import { CalendarFilters } from './CalendarFilters';
import './calendar.css';
import { calendarQuery } from './calendarQueries';
import { dayWords, isDay, rangeOf, stepped, type View, views } from './days';
import { FeedDialog } from './FeedDialog';
import { MonthGrid } from './MonthGrid';
import './texts';
import { WeekTable } from './WeekTable';

/** In a cell of a month; the day itself shows all. */
const perDay = 4;

/** As many as the server gives at once. */
const mostMeetings = 500;

/** "Lịch họp": a month, a week, a day or a list of what one may see. What is shown stands in the address. */
export function CalendarPage() {
  const { t } = useTranslation('meetingCalendar');
  const times = useTimes();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [feeding, setFeeding] = useState(false);
  const wide = Grid.useBreakpoint().md ?? true;
  const today = times.dayKey(new Date());
  const named = params.get('ngay');
  const day = isDay(named) ? named : today;
  const chosen = views.find((view) => view === params.get('xem')) ?? 'thang';
  // A month's grid does not fit on a phone: there it is a list.
  const view: View = chosen === 'thang' && !wide ? 'danh-sach' : chosen;
  const range = rangeOf(view, day);
  const calendar = useQuery(
    calendarQuery({
      ...range,
      ...(view === 'thang' && { perDay }),
      ...filterOf(params),
    }),
  );
  const days = calendar.data?.days ?? [];
  const meetings = calendar.data?.meetings ?? [];
  const placed = useMemo(
    () =>
      placedByDay(
        meetings,
        days.map((one) => one.day),
        times,
      ),
    [meetings, days, times],
  );
  const addressOf = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return next;
  };
  const look = (changes: Record<string, string>) => setParams(addressOf(changes), { replace: true });
  const dayAddress = (of: string) => `/lich-hop?${addressOf({ xem: 'ngay', ngay: of })}`;
  const [year = '', month = ''] = day.split('-');
  const heading =
    view === 'ngay'
      ? times.day(times.instantOf(`${day}T12:00`))
      : view === 'tuan'
        ? t('week', { from: dayWords(range.from), to: dayWords(range.to) })
        : t('month', { month: Number(month), year });
  const total = days.reduce((sum, one) => sum + one.meetings, 0);

  return (
    <div className={`calendar-page is-${view}`}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <span className="calendar-actions no-print">
            <Button size="large" icon={<CalendarOutlined aria-hidden />} onClick={() => setFeeding(true)}>
              {t('subscribe')}
            </Button>
            <Button size="large" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </span>
        }
      />
      <div className="calendar-bar">
        <h2 aria-live="polite">{heading}</h2>
        <span className="calendar-steps no-print">
          <Button
            size="large"
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('previous')}
            onClick={() => look({ ngay: stepped(view, day, -1) })}
          />
          <Button size="large" onClick={() => look({ ngay: '' })}>
            {t('today')}
          </Button>
          <Button
            size="large"
            icon={<RightOutlined aria-hidden />}
            aria-label={t('following')}
            onClick={() => look({ ngay: stepped(view, day, 1) })}
          />
          <DatePicker
            size="large"
            aria-label={t('goTo')}
            format="DD/MM/YYYY"
            allowClear={false}
            value={dayjs(day)}
            onChange={(value) => look({ ngay: value?.format('YYYY-MM-DD') ?? '' })}
          />
        </span>
        <Segmented
          className="no-print"
          size="large"
          aria-label={t('view')}
          value={view}
          options={views
            .filter((one) => wide || one !== 'thang')
            .map((one) => ({ value: one, label: t(`views.${one}`) }))}
          onChange={(value) => look({ xem: value === 'thang' ? '' : value })}
        />
      </div>
      <CalendarFilters params={params} look={look} />
      <ErrorNotice error={calendar.error} onRetry={() => calendar.refetch()} />
      {calendar.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {meetings.length === mostMeetings && view !== 'thang' && (
        <Alert type="info" showIcon title={t('truncated', { count: mostMeetings })} className="calendar-truncated" />
      )}
      {calendar.data && (
        <div aria-busy={calendar.isPlaceholderData}>
          {view === 'thang' && (
            <MonthGrid
              days={days}
              placed={placed}
              day={day}
              today={today}
              onDay={(next) => look({ ngay: next })}
              onOpen={(of) => navigate(dayAddress(of))}
              dayAddress={dayAddress}
            />
          )}
          {view !== 'thang' && (view === 'danh-sach' || !wide) && <Agenda days={days} placed={placed} today={today} />}
          {(view === 'tuan' || view === 'ngay') && wide && <WeekTable days={days} placed={placed} today={today} />}
          {total === 0 && view !== 'thang' && (
            <EmptyState headingLevel={3} title={t('emptyTitle')} text={t('emptyText')} />
          )}
        </div>
      )}
      {feeding && <FeedDialog onClose={() => setFeeding(false)} />}
    </div>
  );
}

function filterOf(params: URLSearchParams) {
  const [unitId, siteId, stage, kind] = ['don-vi', 'diem-cau', 'trang-thai', 'loai'].map((name) => params.get(name));
  return { ...(unitId && { unitId }), ...(siteId && { siteId }), ...(stage && { stage }), ...(kind && { kind }) };
}
