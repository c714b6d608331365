import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { type AttendanceState, type SiteAttendance, useWriteAttendance } from './attendanceQueries';

const states = ['notCalled', 'inPerson', 'online', 'absent'] as const;
const tones = { notCalled: 'plain', inPerson: 'good', online: 'good', absent: 'bad' } as const;

/** One site of the roll call. */
export function AttendanceLine({ meetingId, site }: { meetingId: string; site: SiteAttendance }) {
  const { t } = useTranslation('attendance');
  const times = useTimes();
  const say = useSaying();
  const write = useWriteAttendance(meetingId);
  const [state, setState] = useState<AttendanceState>(site.state);
  const [people, setPeople] = useState(site.people);
  const [reason, setReason] = useState(site.reason ?? '');
  const isChanged = state !== site.state || people !== site.people || reason.trim() !== (site.reason ?? '');
  return (
    <li className="attendance-line">
      <span className="attendance-name">
        <strong>{site.name}</strong>
        {site.role === 'main' && <small>{t('main')}</small>}
        {site.at && <small>{t('by', { by: site.by, time: times.dateTime(site.at) })}</small>}
      </span>
      {site.mayWrite ? (
        <span className="attendance-fields">
          <Select<AttendanceState>
            aria-label={t('stateOf', { name: site.name })}
            value={state}
            onChange={setState}
            options={states.map((value) => ({ value, label: t(`states.${value}`) }))}
          />
          {state === 'absent' ? (
            <Input
              aria-label={t('reasonOf', { name: site.name })}
              placeholder={t('reason')}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          ) : (
            <InputNumber
              aria-label={t('peopleOf', { name: site.name })}
              placeholder={site.expected ? t('expected', { count: site.expected }) : t('people')}
              min={0}
              max={100_000}
              precision={0}
              value={people}
              onChange={setPeople}
            />
          )}
          <Button
            type={isChanged ? 'primary' : 'default'}
            disabled={!isChanged || (state === 'absent' && !reason.trim())}
            loading={write.isPending}
            onClick={() =>
              write.mutate(
                {
                  siteId: site.siteId,
                  state,
                  people: state === 'absent' ? null : people,
                  reason: state === 'absent' ? reason.trim() : null,
                },
                { onError: say.refused },
              )
            }
          >
            {t('save')}
          </Button>
        </span>
      ) : (
        <span className="attendance-fields">
          <StateTag tone={tones[site.state]}>{t(`states.${site.state}`)}</StateTag>
          {site.reason && <span>{site.reason}</span>}
          {site.people !== null && <span>{site.people}</span>}
        </span>
      )}
    </li>
  );
}
