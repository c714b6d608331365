import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import './button.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `words` looks like a link; `quiet` has no frame. */
  kind?: 'plain' | 'primary' | 'danger' | 'words' | 'quiet';
  isSmall?: boolean;
  icon?: ReactNode;
  /** What was pressed is being done: it cannot be pressed again. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button where there is no Ant Design: in the office's frame, on its home page, in what is asked and said there. */
export function Button({
  kind = 'plain',
  isSmall = false,
  icon,
  isBusy = false,
  className = '',
  disabled = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button-link is-control is-${kind} ${isSmall ? 'is-small' : ''} ${className}`}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
    >
      {icon}
      {children}
    </button>
  );
}
