import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button';
import './PopMenu.css';
import { useDismiss } from './useDismiss';

export interface PopMenuEntry {
  key: string;
  label: string;
  isDanger?: boolean;
  onChoose: () => void;
}

interface PopMenuProps {
  /** Of its button, for screen readers. */
  label: string;
  /** In its button. */
  children: ReactNode;
  className?: string;
  /** Above the entries. */
  head?: ReactNode;
  entries: readonly PopMenuEntry[];
}

/** A menu behind a button, by the pattern that WAI-ARIA calls a menu button: arrows, Home and End move, Esc goes back. */
export function PopMenu({ label, children, className, head, entries }: PopMenuProps) {
  const [open, setOpen] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useDismiss(open, () => setOpen(false), area, button);
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);
  const move = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  return (
    <div className="pop" ref={area}>
      <Button
        kind="quiet"
        className={className ?? ''}
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {children}
      </Button>
      {open && (
        <div className="pop-panel">
          {head}
          <div id={id} role="menu" tabIndex={-1} aria-label={label} ref={list} onKeyDown={move}>
            {entries.map((entry) => (
              <button
                key={entry.key}
                type="button"
                role="menuitem"
                tabIndex={-1}
                data-danger={entry.isDanger || undefined}
                onClick={() => {
                  setOpen(false);
                  button.current?.focus();
                  entry.onChoose();
                }}
              >
                {entry.label}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
