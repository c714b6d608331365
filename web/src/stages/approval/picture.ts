import type { NodeTimeline } from './approvalQueries';

/** A rectangle of the picture: x and width in thousandths of the day, y and height in ports. */
export interface Bar {
  from: number;
  to: number;
  low: number;
  high: number;
  kind: 'taken' | 'wish' | 'over';
}

interface Window {
  start: number;
  end: number;
}

interface Wish {
  start: number;
  end: number;
  ports: number;
}

const width = 1000;

/** Where a moment lies in the picture, 0 to 1000. */
export function placeOf(moment: number, { start, end }: Window): number {
  return Math.min(width, Math.max(0, ((moment - start) / (end - start)) * width));
}

/** What is taken, and on top of it what the meeting would take; what is above the capacity apart. */
export function barsOf(node: NodeTimeline, wish: Wish, window: Window): Bar[] {
  const steps = node.steps.map((step) => ({ at: Date.parse(step.at), ports: step.taken.ports }));
  const moments = [...new Set([window.start, ...steps.map((step) => step.at), wish.start, wish.end, window.end])]
    .filter((moment) => moment >= window.start && moment <= window.end)
    .sort((a, b) => a - b);
  const capacity = node.capacity.ports;
  const bars: Bar[] = [];
  for (const [index, moment] of moments.slice(0, -1).entries()) {
    const next = moments[index + 1] ?? window.end;
    const taken = steps.filter((step) => step.at <= moment).at(-1)?.ports ?? 0;
    const place = { from: placeOf(moment, window), to: placeOf(next, window) };
    if (taken > 0) bars.push({ ...place, low: 0, high: taken, kind: 'taken' });
    if (moment < wish.start || moment >= wish.end) continue;
    const top = taken + wish.ports;
    const fitting = Math.min(top, Math.max(capacity, taken));
    if (fitting > taken) bars.push({ ...place, low: taken, high: fitting, kind: 'wish' });
    if (top > fitting) bars.push({ ...place, low: fitting, high: top, kind: 'over' });
  }
  return bars;
}
