import { useTranslation } from 'react-i18next';
import type { Placed } from './byDay';
import type { MeetingDay } from './calendarQueries';
import { dayWords } from './days';
import { MeetingLine } from './MeetingLine';
import { useDayWords } from './useDayWords';

interface WeekTableProps {
  days: readonly MeetingDay[];
  placed: ReadonlyMap<string, readonly Placed[]>;
  today: string;
}

/** A week, or one day, as offices hang it up: a row for each day, morning and afternoon beside one another. */
export function WeekTable({ days, placed, today }: WeekTableProps) {
  const { t } = useTranslation('meetingCalendar');
  const words = useDayWords();
  return (
    <table className="calendar-week">
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('morning')}</th>
          <th scope="col">{t('afternoon')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => {
          const note = words.note(day);
          const of = placed.get(day.day) ?? [];
          return (
            <tr key={day.day} className={day.day === today ? 'is-today' : undefined}>
              <th scope="row" className={day.morning || day.afternoon ? undefined : 'is-off'}>
                <span>{words.weekday(day.day)}</span>
                <span>{dayWords(day.day)}</span>
                {note && <small>{note}</small>}
              </th>
              <Half isOff={!day.morning} lines={of.filter((one) => one.morning)} />
              <Half isOff={!day.afternoon} lines={of.filter((one) => !one.morning)} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Half({ isOff, lines }: { isOff: boolean; lines: readonly Placed[] }) {
  const { t } = useTranslation('meetingCalendar');
  return (
    <td className={isOff ? 'is-off' : undefined}>
      {lines.length === 0 ? (
        <span className="visually-hidden">{t('none')}</span>
      ) : (
        <ul>
          {lines.map((line) => (
            <MeetingLine key={line.meeting.id} placed={line} />
          ))}
        </ul>
      )}
    </td>
  );
}
