import { useSyncExternalStore } from 'react';

// The same steps as in base.css.
const wall = '(min-width: 3200px)';
const large = '(min-width: 2200px)';

function subscribe(changed: () => void): () => void {
  const lists = [window.matchMedia(wall), window.matchMedia(large)];
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    for (const list of lists) list.removeEventListener('change', changed);
  };
}

function read(): number {
  if (window.matchMedia(wall).matches) return 24;
  return window.matchMedia(large).matches ? 18 : 15;
}

/** The office's text size in px for this screen. */
export function useTextSize(): number {
  return useSyncExternalStore(subscribe, read);
}
