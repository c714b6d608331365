import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { StackedTable } from '../../ui/StackedTable';
import { type CalendarDay, calendarQuery } from './calendarQueries';
import { DayDialog } from './DayDialog';
import { ImportDialog } from './ImportDialog';
import { MonthTable } from './MonthTable';
import { dayWords } from './monthDays';
import './WorkingCalendarPage.css';
import './texts';

const first = 1900;
const last = 2199;

/** The year with its holidays; the administrator changes single days or pastes a table. */
export function WorkingCalendarPage() {
  const { t } = useTranslation('workingDays');
  const [params, setParams] = useSearchParams();
  const year = Math.min(last, Math.max(first, Number(params.get('nam')) || new Date().getFullYear()));
  const calendar = useQuery(calendarQuery(year));
  const [editing, setEditing] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const go = (wanted: number) => setParams({ nam: String(wanted) }, { replace: true });
  const days = new Map(calendar.data?.days.map((day) => [day.day, day]));
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<Button onClick={() => setImporting(true)}>{t('import')}</Button>}
      />
      <div className="calendar-year">
        <Button
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('previous')}
          disabled={year === first}
          onClick={() => go(year - 1)}
        />
        <h2 aria-live="polite">{t('year', { year })}</h2>
        <Button
          icon={<RightOutlined aria-hidden />}
          aria-label={t('next')}
          disabled={year === last}
          onClick={() => go(year + 1)}
        />
        {calendar.data && <span>{t('workingDays', { count: calendar.data.workingDays })}</span>}
        <ul className="calendar-legend" aria-label={t('legend')}>
          <li className="is-off">{t('legendOff')}</li>
          <li className="is-worked">{t('legendWorked')}</li>
          <li className="is-half">{t('legendHalf')}</li>
          <li className="is-set">{t('legendSet')}</li>
        </ul>
      </div>
      <ErrorNotice error={calendar.error} onRetry={() => calendar.refetch()} />
      {calendar.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {calendar.data && (
        <>
          <div className="calendar-months">
            {Array.from({ length: 12 }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: months are their numbers.
              <MonthTable key={index} year={year} month={index + 1} days={days} onChoose={setEditing} />
            ))}
          </div>
          <section className="panel calendar-list" aria-labelledby="calendar-list-title">
            <h2 id="calendar-list-title">{t('listTitle')}</h2>
            <StackedTable<CalendarDay>
              size="small"
              rowKey="day"
              pagination={false}
              dataSource={calendar.data.days}
              onRow={(day) => ({ onDoubleClick: () => setEditing(day.day) })}
              columns={[
                {
                  title: t('day'),
                  render: (_, { day }) => (
                    <Button type="link" size="small" onClick={() => setEditing(day)}>
                      {dayWords(day)}
                    </Button>
                  ),
                },
                { title: t('name'), dataIndex: 'name' },
                { title: t('morning'), render: (_, { morning }) => t(morning ? 'worked' : 'off') },
                { title: t('afternoon'), render: (_, { afternoon }) => t(afternoon ? 'worked' : 'off') },
                { title: t('source'), render: (_, { isSet }) => t(isSet ? 'set' : 'computed') },
              ]}
            />
          </section>
        </>
      )}
      {editing && <DayDialog key={editing} day={editing} known={days.get(editing)} onClose={() => setEditing(null)} />}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  );
}
