import type { CSSProperties } from 'react';
import './Waiting.css';

/** Where something will stand once it has come, as high as about so many lines. */
export function Waiting({ rows }: { rows: number }) {
  return (
    <div className="waiting" style={{ '--rows': rows } as CSSProperties} aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but its place tells one from the other.
        <span key={row} />
      ))}
    </div>
  );
}
