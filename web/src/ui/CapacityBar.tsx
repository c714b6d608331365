import type { CSSProperties } from 'react';
import './CapacityBar.css';
import './texts';

interface CapacityBarProps {
  /** Ports that other meetings hold. */
  taken: number;
  /** Ports that this one needs. */
  wanted: number;
  /** All that there are. */
  capacity: number;
  /** The same in words, for those who do not see it and for those who want the numbers. */
  words: string;
}

/** What is taken, what this would take, and where the limit is; what goes over it is red and hatched, and still seen in its size. */
export function CapacityBar({ taken, wanted, capacity, words }: CapacityBarProps) {
  const whole = Math.max(capacity, taken + wanted, 1);
  const within = Math.max(0, Math.min(wanted, capacity - taken));
  const share = (ports: number): CSSProperties => ({ width: `${(100 * ports) / whole}%` });
  return (
    <div className="capacity-bar">
      <p>{words}</p>
      <div className="capacity-bar-room" aria-hidden="true">
        <span className="is-taken" style={share(Math.min(taken, whole))} />
        <span className="is-wanted" style={share(within)} />
        <span className="is-over" style={share(wanted - within)} />
        <i style={{ left: `${(100 * capacity) / whole}%` }}>
          <b>{capacity}</b>
        </i>
      </div>
    </div>
  );
}
