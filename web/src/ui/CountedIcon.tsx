import type { ReactNode } from 'react';
import './CountedIcon.css';

const most = 99;

/** An icon in the head with how many new things are behind it; the number is said by its button's label. */
export function CountedIcon({ count, children }: { count: number; children: ReactNode }) {
  return (
    <span className="counted-icon" aria-hidden>
      {children}
      {count > 0 && <b>{count > most ? `${most}+` : count}</b>}
    </span>
  );
}
