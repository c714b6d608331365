import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Deadline } from './meetingQueries';
import { StandingTag } from './StageTag';

/** By when what has to be done, and how it stands. */
export function DeadlineTable({ deadlines }: { deadlines: readonly Deadline[] }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  // A deadline that ends with a day is the day, not the midnight after it.
  const dueText = (due: string) =>
    times.clock(due) === '00:00' ? times.date(new Date(Date.parse(due) - 1)) : times.dateTime(due);
  return (
    <section className="panel" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">{t('page.deadlinesTitle')}</h2>
      <Table<Deadline>
        size="small"
        rowKey="deadline"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...deadlines]}
        columns={[
          { title: t('page.deadline'), render: (_, deadline) => t(`deadlines.${deadline.deadline}`) },
          { title: t('page.by'), render: (_, { dueAt }) => dueText(dueAt) },
          {
            title: t('page.standing'),
            render: (_, deadline) => (
              <span className="deadline-standing">
                <StandingTag standing={deadline.standing} always />
                {deadline.doneAt && <small>{t('page.doneAt', { time: times.dateTime(deadline.doneAt) })}</small>}
                {deadline.exemption && (
                  <small>
                    {t('page.exemptedBy', {
                      name: deadline.exemption.grantedBy,
                      reason: deadline.exemption.reason,
                    })}
                  </small>
                )}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
