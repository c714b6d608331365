import type { CSSProperties, ReactNode } from 'react';
import './dayline.css';
import { hoursOf, type Span, shareOf } from './hours';

export interface DayEntry extends Span {
  key: string;
  /** soon: one should be on the way to it. */
  phase: 'ahead' | 'soon' | 'running' | 'over';
  /** When and what it is, in words: the line only shows it again. */
  children: ReactNode;
  action?: ReactNode;
}

interface DayLineProps {
  label: string;
  /** The midnight with which the day begins, ms since 1970. */
  dayStart: number;
  /** Marked when it lies on this day. */
  now: number;
  entries: readonly DayEntry[];
}

/** A line that begins early or ends late names fewer of its hours, so that they keep apart. */
const longDayHours = 12;

/** The meetings of a day, one to a line, each with its place among the hours, and the time it is running through all of them. */
export function DayLine({ label, dayStart, now, entries }: DayLineProps) {
  const hours = hoursOf(entries, dayStart);
  const percent = (time: number) => `${100 * shareOf(time, dayStart, hours)}%`;
  const nowShare = shareOf(now, dayStart, hours);
  const hoursBetween = hours.last - hours.first > longDayHours ? 3 : 2;
  const shown = Array.from({ length: Math.floor((hours.last - hours.first) / hoursBetween) + 1 }, (_, place) => ({
    hour: hours.first + place * hoursBetween,
    left: `${(100 * place * hoursBetween) / (hours.last - hours.first)}%`,
  }));
  return (
    <div className="day-line-room" style={{ '--hours': hours.last - hours.first } as CSSProperties}>
      <div className="day-line-hours" aria-hidden="true">
        {shown.map(({ hour, left }) => (
          <span key={hour} style={{ left }}>
            {hour}h
          </span>
        ))}
      </div>
      <ul className="day-line" aria-label={label}>
        {entries.map(({ key, from, to, phase, children, action }) => (
          <li key={key} className={`is-${phase}`}>
            <div className="day-line-words">{children}</div>
            <div className="day-line-track" aria-hidden="true">
              <span style={{ left: percent(from), right: `${100 - 100 * shareOf(to, dayStart, hours)}%` }} />
              {nowShare > 0 && nowShare < 1 && <i style={{ left: percent(now) }} />}
            </div>
            <div className="day-line-action">{action}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
