import type { ReactNode } from 'react';
import './EmptyState.css';

interface EmptyStateProps {
  title: string;
  /** What to do next, in words. */
  text: ReactNode;
  action?: ReactNode;
  headingLevel?: 1 | 2 | 3;
}

/** Nothing here yet: says why and what to do next. */
export function EmptyState({ title, text, action, headingLevel = 2 }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="empty-state">
      <svg viewBox="0 0 160 72" aria-hidden="true" focusable="false">
        <path
          d="M16 60c14-34 38-44 64-44s50 10 64 44"
          fill="none"
          stroke="#b7cbe9"
          strokeWidth="3"
          strokeDasharray="2 9"
          strokeLinecap="round"
        />
        <circle cx="16" cy="60" r="8" fill="#dbe7f8" />
        <circle cx="144" cy="60" r="8" fill="#dbe7f8" />
        <circle cx="80" cy="16" r="10" fill="#0b52b8" />
        <circle cx="80" cy="16" r="3.5" fill="#ffcd1f" />
      </svg>
      <Heading>{title}</Heading>
      <p>{text}</p>
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}
