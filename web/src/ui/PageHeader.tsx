import type { ReactNode } from 'react';
import { PageTitle } from './PageTitle';
import './PageHeader.css';

interface PageHeaderProps {
  title: string;
  /** One sentence under the heading. */
  lead?: ReactNode;
  /** The page's one primary action, and others beside it. */
  actions?: ReactNode;
}

/** The only h1 of an office page. */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      <PageTitle>{title}</PageTitle>
      <div>
        <h1>{title}</h1>
        {lead && <p className="page-lead">{lead}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
