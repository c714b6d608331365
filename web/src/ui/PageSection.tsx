import type { ReactNode } from 'react';
import './PageSection.css';

interface PageSectionProps {
  /** Of the heading, unique on the page. */
  id: string;
  title: ReactNode;
  /** A link to all of it. */
  more?: ReactNode;
  children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function PageSection({ id, title, more, children }: PageSectionProps) {
  return (
    <section className="page-section" aria-labelledby={id}>
      <div className="page-section-head">
        <h2 id={id}>{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
}
