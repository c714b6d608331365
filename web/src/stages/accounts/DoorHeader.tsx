import type { ReactNode } from 'react';
import { PageTitle } from '../../ui/PageTitle';
import './door.css';

/** The heading of a form before sign-in. */
export function DoorHeader({ title, lead }: { title: string; lead?: ReactNode }) {
  return (
    <header className="door-header">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      {lead && <p>{lead}</p>}
    </header>
  );
}
