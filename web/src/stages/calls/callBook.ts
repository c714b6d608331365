import type { components } from '../../api/schema';

export type Call = components['schemas']['Call'];

/** A call to a site that nobody here has answered. */
export interface OpenCall {
  call: Call;
  /** "Để sau": it rings no more, a line at the foot of the page stays. */
  isPutOff: boolean;
}

export type Happening =
  | { kind: 'call'; call: Call }
  | { kind: 'answered'; meetingId: string; siteId: string }
  | { kind: 'putOff'; id: string }
  | { kind: 'taken'; id: string };

/** As long as this a call that was put off stays in sight; the meeting has got on without the site by then. */
const sightMs = 30 * 60_000;

/** What is open after something has happened, the oldest call first. A site called again rings again. */
export function openAfter(open: readonly OpenCall[], happening: Happening, now: number): readonly OpenCall[] {
  const fresh = open.filter(({ call }) => now - Date.parse(call.at) < sightMs);
  switch (happening.kind) {
    case 'call': {
      const { call } = happening;
      if (fresh.some((one) => one.call.id === call.id)) return fresh;
      return [...fresh.filter((one) => !isOf(one, call.meetingId, call.siteId)), { call, isPutOff: false }];
    }
    case 'answered':
      return fresh.filter((one) => !isOf(one, happening.meetingId, happening.siteId));
    case 'putOff':
      return fresh.map((one) => (one.call.id === happening.id ? { ...one, isPutOff: true } : one));
    case 'taken':
      return fresh.filter((one) => one.call.id !== happening.id);
  }
}

function isOf({ call }: OpenCall, meetingId: string, siteId: string): boolean {
  return call.meetingId === meetingId && call.siteId === siteId;
}

/** The way into the meeting as the called site. */
export function wayInto(call: Call): string {
  return `/hop/${call.meetingId}?diem-cau=${call.siteId}`;
}
