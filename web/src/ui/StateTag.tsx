import type { ReactNode } from 'react';
import './StateTag.css';

/** A state in a word and a colour; the word alone must be enough. */
export function StateTag({
  tone,
  children,
}: {
  tone: 'good' | 'waiting' | 'bad' | 'plain' | 'blue';
  children: ReactNode;
}) {
  return <span className={`state-tag is-${tone}`}>{children}</span>;
}
