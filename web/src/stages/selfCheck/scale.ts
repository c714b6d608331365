const quietestDb = -60;

/** Where a level stands between a quiet room and the loudest, 0–1. */
export function onScale(decibels: number): number {
  return Math.min(1, Math.max(0, 1 - decibels / quietestDb));
}

const leastKbps = 100;
/** All that is asked of a line: rtc/check/lineMeasuring.ts. */
export const mostKbps = 5000;

/** Where a rate stands, 0–1; of ten times as much people notice as much as of ten times as much again. */
export function rateOnScale(kbps: number): number {
  return Math.min(1, Math.max(0, Math.log(Math.max(kbps, 1) / leastKbps) / Math.log(mostKbps / leastKbps)));
}
