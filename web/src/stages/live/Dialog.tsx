import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';
import { CloseIcon } from './icons';

interface DialogProps {
  title: string;
  wide?: boolean;
  /** Without it the dialog stays until one of its buttons is pressed. */
  onClose?: () => void;
  /** A choice like a menu's: a press beside it closes it, too. */
  light?: boolean;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, makes the rest inert and gives the focus back. */
export function Dialog({ title, wide = false, light = false, onClose, children }: DialogProps) {
  const { t } = useTranslation('live');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // The one thing to do here, where there is one; otherwise the browser focuses the first control.
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and comes as a cancel event.
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onClick={(event) => {
        if (light && event.target === event.currentTarget && isBeside(event)) onClose?.();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        {onClose && (
          <button
            type="button"
            className="hall-button"
            data-look="plain"
            data-size="icon"
            aria-label={t('close')}
            onClick={onClose}
          >
            <CloseIcon />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}

/** On the ground around the dialog, which counts as the dialog itself. */
function isBeside({ clientX, clientY, currentTarget }: MouseEvent<HTMLDialogElement>): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

interface ConfirmProps {
  title: string;
  text: string;
  action: string;
  /** What cannot be undone is red. */
  look: 'danger' | 'primary';
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({ title, text, action, look, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation('live');
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div className={styles.actions}>
        <button type="button" className="hall-button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="hall-button"
          data-look={look}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {action}
        </button>
      </div>
    </Dialog>
  );
}
