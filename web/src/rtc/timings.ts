import type { Way } from './way';

/**
 * A window onto the running call for measurements and end-to-end tests: when things happened and what flows.
 * It shows nothing that the browser's own WebRTC page does not show, and changes nothing.
 */
export interface TestWindow {
  /** Milliseconds since the page opened, by mark: 'join:click', 'join:answered', 'join:connected', 'join:first-frame'. */
  timings: Record<string, number>;
  /** What flows in each receive slot now. */
  slots(): Promise<
    {
      mid: string;
      kind: string;
      participantId: string | null;
      frames: number;
      energy: number;
      width: number;
      height: number;
    }[]
  >;
  /** How media gets to the server. */
  way(): Promise<Way | null>;
  state(): unknown;
}

declare global {
  interface Window {
    diemcau?: TestWindow;
  }
}

const timings: Record<string, number> = {};

export function mark(name: string): void {
  if (typeof performance === 'undefined') return;
  performance.mark(name);
  timings[name] = Math.round(performance.now() * 10) / 10;
}

/** Milliseconds since the page opened, by mark. */
export function timingMarks(): Readonly<Record<string, number>> {
  return timings;
}

/** Only the first time since the last 'join:click'. */
export function markOnce(name: string): void {
  if (!(name in timings)) mark(name);
}

export function markJoinClick(): void {
  for (const name of Object.keys(timings)) delete timings[name];
  mark('join:click');
}

export function openTestWindow(parts: Omit<TestWindow, 'timings'>): void {
  window.diemcau = { timings, ...parts };
}
