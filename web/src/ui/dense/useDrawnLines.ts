import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useOnPaper } from '../useOnPaper';
import { drawn } from './nodes';

/** What the page scrolls past is drawn when it comes near. All of it is drawn for paper, and for the browser's own search. */
export function useDrawnLines(body: RefObject<HTMLElement | null>, linePx: number, count: number): [number, number] {
  const [range, setRange] = useState<[number, number]>([0, Math.min(count, 40)]);
  const [isSearched, setSearched] = useState(false);
  const isPaper = useOnPaper();
  useLayoutEffect(() => {
    let frame = 0;
    const measure = () => {
      frame = 0;
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const next = drawn(-top, window.innerHeight, linePx, count);
      setRange((known) => (known[0] === next[0] && known[1] === next[1] ? known : next));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
    };
  }, [body, linePx, count]);
  useEffect(() => {
    const search = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') flushSync(() => setSearched(true));
    };
    window.addEventListener('keydown', search);
    return () => window.removeEventListener('keydown', search);
  }, []);
  return isSearched || isPaper ? [0, count] : range;
}

/** What a length in rem is on this screen, in px. */
export function pxOf(rem: number): number {
  return rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
