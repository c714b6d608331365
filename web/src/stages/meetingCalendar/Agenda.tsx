import type { Placed } from './byDay';
import type { MeetingDay } from './calendarQueries';
import { MeetingLine } from './MeetingLine';
import { useDayWords } from './useDayWords';

interface AgendaProps {
  days: readonly MeetingDay[];
  placed: ReadonlyMap<string, readonly Placed[]>;
  today: string;
}

/** Day after day, those that hold something: what fits on a phone. */
export function Agenda({ days, placed, today }: AgendaProps) {
  const words = useDayWords();
  return (
    <div className="calendar-agenda">
      {days.map((day) => {
        const lines = placed.get(day.day) ?? [];
        const note = words.note(day);
        if (lines.length === 0 && !day.name && day.day !== today) return null;
        return (
          <section
            key={day.day}
            className={day.day === today ? 'is-today' : undefined}
            aria-labelledby={`day-${day.day}`}
          >
            <h2 id={`day-${day.day}`}>
              {words.full(day.day)}
              {note && <small>{note}</small>}
            </h2>
            <ul>
              {lines.map((line) => (
                <MeetingLine key={line.meeting.id} placed={line} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
