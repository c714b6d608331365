import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTimes } from '../../ui/useTimes';
import type { Placed } from './byDay';
import type { MeetingDay } from './calendarQueries';
import { dayWords, keyedDay } from './days';
import { useDayWords } from './useDayWords';

interface MonthGridProps {
  days: readonly MeetingDay[];
  placed: ReadonlyMap<string, readonly Placed[]>;
  /** The day that the keyboard is on; of the month that is shown. */
  day: string;
  today: string;
  /** Moves to a day. */
  onDay: (day: string) => void;
  /** Shows a day by itself. */
  onOpen: (day: string) => void;
  dayAddress: (day: string) => string;
}

/** A month, six weeks at most; arrow keys go from day to day, Enter opens one. */
export function MonthGrid({ days, placed, day, today, onDay, onOpen, dayAddress }: MonthGridProps) {
  const words = useDayWords();
  const grid = useRef<HTMLTableElement>(null);
  /** Where the keys have led to; null: the focus is there. */
  const wanted = useRef<string | null>(null);
  // The month that the key leads to may have to be fetched first: the focus follows when its days are there, and keys count meanwhile.
  useEffect(() => {
    const target = days.length > 0 && grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`);
    if (!target || wanted.current !== day) return;
    wanted.current = null;
    target.focus();
  }, [day, days]);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = (event.target as HTMLElement).closest('a') ? null : keyedDay(event.key, wanted.current ?? day);
    if (!next) return;
    event.preventDefault();
    wanted.current = next;
    if (next.slice(0, 7) !== day.slice(0, 7)) grid.current?.focus();
    onDay(next);
  };
  return (
    <table className="calendar-month" ref={grid} tabIndex={-1} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {words.weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((one) => (
              <DayCell
                key={one.day}
                of={one}
                placed={placed.get(one.day) ?? []}
                isOther={one.day.slice(0, 7) !== day.slice(0, 7)}
                isToday={one.day === today}
                isCurrent={one.day === day}
                address={dayAddress(one.day)}
                onOpen={onOpen}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  of: MeetingDay;
  placed: readonly Placed[];
  isOther: boolean;
  isToday: boolean;
  isCurrent: boolean;
  address: string;
  onOpen: (day: string) => void;
}

function DayCell({ of, placed, isOther, isToday, isCurrent, address, onOpen }: DayCellProps) {
  const { t } = useTranslation('meetingCalendar');
  const words = useDayWords();
  const times = useTimes();
  const note = words.note(of);
  const count = of.meetings > 0 ? t('count', { count: of.meetings }) : t('none');
  const state = [of.morning || of.afternoon ? '' : 'is-off', isOther && 'is-other', isToday && 'is-today'].filter(
    Boolean,
  );
  return (
    <td className={state.join(' ')}>
      <div className="calendar-day-head">
        <button
          type="button"
          className="calendar-day"
          data-day={of.day}
          tabIndex={isCurrent ? 0 : -1}
          aria-current={isToday ? 'date' : undefined}
          aria-label={[words.full(of.day), note, count].filter(Boolean).join(', ')}
          onClick={() => onOpen(of.day)}
        >
          {Number(of.day.slice(8))}
        </button>
        {note && <small>{note}</small>}
      </div>
      <ul>
        {placed.map(({ meeting, continued }) => (
          <li key={meeting.id} className={`calendar-chip is-${meeting.stage}${meeting.isMine ? ' is-mine' : ''}`}>
            <Link to={`/cuoc-hop/${meeting.id}`} title={`${meeting.title} · ${meeting.unitName}`}>
              <b>{continued ? t('continued') : times.clock(meeting.startsAt)}</b> {meeting.title}
            </Link>
          </li>
        ))}
      </ul>
      {of.meetings > placed.length && (
        <Link
          className="calendar-more"
          to={address}
          aria-label={t('moreOf', { count: of.meetings, day: dayWords(of.day) })}
        >
          {t('more', { count: of.meetings - placed.length })}
        </Link>
      )}
    </td>
  );
}
