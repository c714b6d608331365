import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../useNow';
import { useTimes } from '../useTimes';
import { placeOfNow } from './placeOfNow';
import '../texts';
import './timeline.css';

/** A point of a line: something to be done by a time, or that begins at it. */
export interface TimePoint {
  key: string;
  name: string;
  /** ms since 1970: when it was done, else when it is due. */
  at: number;
  /** done: behind; missed: its time has passed without it; next: what is to be done now; ahead: the others. */
  phase: 'done' | 'missed' | 'next' | 'ahead';
  /** The time in words. */
  when: string;
  /** How it stands, as a tag. */
  state?: ReactNode;
  /** What may be done about it. */
  action?: ReactNode;
}

interface TimeLineProps {
  /** What it is a line of. */
  label: string;
  points: readonly TimePoint[];
}

const tickMs = 30_000;
const marks = { done: '✓', missed: '!', next: '', ahead: '' } as const;

/**
 * Steps and their deadlines as one line with the place of now: what is due on its left is late. Every point has the same room, because
 * hours and weeks on one scale would lie on top of each other. Where there is no room side by side, the line goes down the page.
 */
export function TimeLine({ label, points }: TimeLineProps) {
  const { t } = useTranslation('ui');
  const times = useTimes();
  const now = useNow(tickMs);
  const { behind, share } = placeOfNow(
    points.map(({ at }) => at),
    now,
  );
  // Points stand in the middle of their rooms; before the first and after the last there is half a room.
  const ofNow = Math.min(points.length - 0.04, Math.max(0.04, behind - 0.5 + share));
  const marker = (
    <li className="time-line-now" style={{ '--now': `${(100 * ofNow) / points.length}%` } as CSSProperties}>
      <span>
        {t('timeLine.now')} <time dateTime={new Date(now).toISOString()}>{times.clock(new Date(now))}</time>
      </span>
    </li>
  );
  return (
    <div className="time-line-room">
      <ol className="time-line" aria-label={label}>
        {points.map((point, index) => (
          <Fragment key={point.key}>
            {index === behind && marker}
            <li className={`time-point is-${point.phase}`} aria-current={point.phase === 'next' ? 'step' : undefined}>
              <span className="time-line-dot" aria-hidden="true">
                {marks[point.phase]}
              </span>
              <b>{point.name}</b>
              <span>{point.when}</span>
              {point.state}
              {point.action}
            </li>
          </Fragment>
        ))}
        {behind === points.length && marker}
      </ol>
    </div>
  );
}
