import { pictures } from 'virtual:guide';
import { useEffect } from 'react';

/** While others load. */
const quietMs = 4_000;

interface Line {
  saveData?: boolean;
}

/**
 * Whoever has opened the guide once can read all of it without a network: its pictures are fetched when the page has come to rest, and
 * the service worker keeps them. Not for those who pay by the megabyte.
 */
export function useKeptPictures(): void {
  useEffect(() => {
    const line = (navigator as { connection?: Line }).connection;
    if (!navigator.serviceWorker?.controller || line?.saveData) return;
    const stopped = new AbortController();
    const timer = setTimeout(() => void fetchAll(stopped.signal), quietMs);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, []);
}

async function fetchAll(signal: AbortSignal): Promise<void> {
  for (const picture of pictures) {
    try {
      await fetch(picture, { signal, priority: 'low' });
    } catch {
      // The line is gone, or the page: next time.
      return;
    }
  }
}
