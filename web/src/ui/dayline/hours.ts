const hourMs = 3_600_000;

/** The hours that are shown whatever meets. */
const worked = { first: 7, last: 18 } as const;

export interface Span {
  /** ms since 1970 */
  from: number;
  to: number;
}

/** The hours of a day that its line shows: the working day, and whatever begins before or ends after it. */
export function hoursOf(spans: readonly Span[], dayStart: number): { first: number; last: number } {
  const at = (time: number) => (time - dayStart) / hourMs;
  const first = Math.min(worked.first, ...spans.map(({ from }) => Math.floor(at(from))));
  const last = Math.max(worked.last, ...spans.map(({ to }) => Math.ceil(at(to))));
  return { first: Math.max(0, first), last: Math.min(24, last) };
}

/** Where an instant lies on a line of these hours, as a share of it; what lies outside is at its end. */
export function shareOf(time: number, dayStart: number, { first, last }: { first: number; last: number }): number {
  return Math.min(1, Math.max(0, ((time - dayStart) / hourMs - first) / (last - first)));
}
