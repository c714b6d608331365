import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { StandingTag } from '../../ui/meeting/StageTag';
import { StackedTable } from '../../ui/StackedTable';
import { useTimes } from '../../ui/useTimes';
import { ExemptionDialog } from './ExemptionDialog';
import type { Deadline, Meeting } from './meetingQueries';

/** By when what has to be done, and how it stands. */
export function DeadlineTable({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const mayExempt = useSession().data?.permissions.includes('exemptMeetings') ?? false;
  const [exempting, setExempting] = useState<Deadline | null>(null);
  return (
    <section className="panel" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">{t('page.deadlinesTitle')}</h2>
      <StackedTable<Deadline>
        size="small"
        rowKey="deadline"
        pagination={false}
        dataSource={meeting.deadlines}
        columns={[
          { title: t('page.deadline'), render: (_, deadline) => t(`deadlines.${deadline.deadline}`) },
          {
            title: t('page.by'),
            render: (_, deadline) => `${deadline.isAtOnce ? `${t('page.atOnce')}, ` : ''}${times.due(deadline.dueAt)}`,
          },
          {
            title: t('page.standing'),
            render: (_, deadline) => (
              <span className="deadline-standing">
                <StandingTag standing={deadline.standing} always />
                {deadline.doneAt && <small>{t('page.doneAt', { time: times.dateTime(deadline.doneAt) })}</small>}
                {deadline.anyway && (
                  <small>
                    {t('page.anywayBy', {
                      name: deadline.anyway.by,
                      time: times.dateTime(deadline.anyway.at),
                      reason: deadline.anyway.reason,
                    })}
                  </small>
                )}
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
          ...(mayExempt
            ? [
                {
                  title: <span className="visually-hidden">{t('exempt.action')}</span>,
                  render: (_: unknown, deadline: Deadline) =>
                    (deadline.standing === 'late' || deadline.standing === 'due') && (
                      <Button size="small" onClick={() => setExempting(deadline)}>
                        {t('exempt.action')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {exempting && <ExemptionDialog meeting={meeting} deadline={exempting} onClose={() => setExempting(null)} />}
    </section>
  );
}
