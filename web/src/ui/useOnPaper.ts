import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed: what is only for paper need not stand, unseen, in a page of two hundred lines. */
export function useOnPaper(): boolean {
  const [isPaper, setPaper] = useState(() => window.matchMedia('print').matches);
  useEffect(() => {
    const media = window.matchMedia('print');
    // Before the browser takes its picture.
    const become = (paper: boolean) => flushSync(() => setPaper(paper));
    const before = () => become(true);
    const after = () => become(false);
    const changed = () => become(media.matches);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    media.addEventListener('change', changed);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      media.removeEventListener('change', changed);
    };
  }, []);
  return isPaper;
}
