import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { StandingTag } from '../../ui/meeting/StageTag';
import { TimeLine, type TimePoint } from '../../ui/timeline/TimeLine';
import { useTimes } from '../../ui/useTimes';
import { ExemptionDialog } from './ExemptionDialog';
import type { Deadline, Meeting } from './meetingQueries';

/** The meeting's way as what is done by when, with the session itself among it. */
export function MeetingTimeLine({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const mayExempt = useSession().data?.permissions.includes('exemptMeetings') ?? false;
  const [exempting, setExempting] = useState<Deadline | null>(null);
  const { deadlines } = meeting;
  const next = deadlines.find(({ doneAt, standing, anyway }) => !doneAt && !anyway && standing !== 'late');
  const points: TimePoint[] = deadlines.map((deadline) => ({
    key: deadline.deadline,
    name: t(`deadlines.${deadline.deadline}`),
    at: Date.parse(deadline.doneAt ?? deadline.dueAt),
    phase: deadline.doneAt ? 'done' : deadline.standing === 'late' ? 'missed' : deadline === next ? 'next' : 'ahead',
    when: deadline.doneAt
      ? t('page.doneAt', { time: times.dateTime(deadline.doneAt) })
      : t(deadline.isAtOnce ? 'page.atOnce' : 'page.dueBy', { time: times.due(deadline.dueAt) }),
    state: <StandingTag standing={deadline.standing} always />,
    action: mayExempt && (deadline.standing === 'late' || deadline.standing === 'due') && (
      <Button size="small" onClick={() => setExempting(deadline)}>
        {t('exempt.action')}
      </Button>
    ),
  }));
  const { startsAt, endsAt } = meeting.content;
  if (startsAt) {
    const isOver = meeting.stage === 'ended' || meeting.stage === 'summarised';
    const session: TimePoint = {
      key: 'session',
      name: t('page.theSession'),
      at: Date.parse(startsAt),
      phase: isOver ? 'done' : meeting.stage === 'inSession' ? 'next' : 'ahead',
      when: `${times.dateTime(startsAt)}${endsAt ? ` – ${times.clock(endsAt)}` : ''}`,
    };
    const after = points.findIndex(({ key }) => key === 'conclusions');
    points.splice(after < 0 ? points.length : after, 0, session);
  }
  const notes = deadlines.filter(({ anyway, exemption }) => anyway || exemption);
  return (
    <section className="panel" aria-labelledby="way-title">
      <h2 id="way-title">{t('page.way')}</h2>
      <TimeLine label={t('page.way')} points={points} />
      {notes.length > 0 && (
        <ul className="time-notes">
          {notes.map(({ deadline, anyway, exemption }) => (
            <li key={deadline}>
              <b>{t(`deadlines.${deadline}`)}</b>:{' '}
              {[
                anyway &&
                  t('page.anywayBy', { name: anyway.by, time: times.dateTime(anyway.at), reason: anyway.reason }),
                exemption && t('page.exemptedBy', { name: exemption.grantedBy, reason: exemption.reason }),
              ]
                .filter(Boolean)
                .join(' ')}
            </li>
          ))}
        </ul>
      )}
      {exempting && <ExemptionDialog meeting={meeting} deadline={exempting} onClose={() => setExempting(null)} />}
    </section>
  );
}
