import { type RefObject, useEffect, useRef } from 'react';

/**
 * Closes what opens beside its button: by Esc, which gives the focus back to the button, by a press elsewhere, and when the focus goes
 * elsewhere.
 * @param area what is open, together with its button
 */
export function useDismiss(
  open: boolean,
  close: () => void,
  area: RefObject<HTMLElement | null>,
  button: RefObject<HTMLElement | null>,
): void {
  const closing = useRef(close);
  closing.current = close;
  useEffect(() => {
    if (!open) return;
    const isOutside = ({ target }: Event) => !(target instanceof Node && area.current?.contains(target));
    const elsewhere = (event: Event) => {
      if (isOutside(event)) closing.current();
    };
    const byKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      closing.current();
      button.current?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', byKey, true);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', byKey, true);
    };
  }, [open, area, button]);
}
