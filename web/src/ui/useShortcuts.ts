import { useEffect, useRef } from 'react';

/** Keys of the page by their names in lower case. They rest while something is being typed or chosen in a field. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target;
      const isField =
        target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]');
      if (event.ctrlKey || event.metaKey || event.altKey || isField) return;
      const action = latest.current[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
