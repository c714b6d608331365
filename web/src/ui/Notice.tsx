import type { ReactNode } from 'react';
import { CheckIcon, FaultIcon, InfoIcon, WarningIcon } from './icons';
import './Notice.css';

interface NoticeProps {
  kind: 'success' | 'info' | 'warning' | 'error';
  title: ReactNode;
  /** A button that helps. */
  action?: ReactNode;
  /** How screen readers learn of it: `alert` at once, `status` when there is time; none where it stands from the beginning. */
  role?: 'alert' | 'status';
  className?: string;
  children?: ReactNode;
}

const icons = { success: CheckIcon, info: InfoIcon, warning: WarningIcon, error: FaultIcon };

/** Something to know, above what it is about. In both worlds, so without Ant Design. */
export function Notice({ kind, title, action, role, className = '', children }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div className={`notice ${className}`} data-kind={kind} role={role}>
      <Icon />
      <div className="notice-words">
        {children ? <strong>{title}</strong> : title}
        {children}
      </div>
      {action && <div className="notice-action">{action}</div>}
    </div>
  );
}
