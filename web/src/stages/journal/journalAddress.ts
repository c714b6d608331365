import type { JournalFilter } from './journalQueries';

/** The parts of the page's address, in the words of its readers, and what each asks the server for. */
export const addressed = {
  action: 'viec',
  severity: 'muc-do',
  meetingId: 'cuoc-hop',
  conferenceId: 'phien',
  siteId: 'diem-cau',
  unitId: 'don-vi',
  actorId: 'nguoi',
} as const satisfies Partial<Record<keyof JournalFilter, string>>;

export const days = { from: 'tu', to: 'den' } as const;

/**
 * What the address asks for. Days are whole days of the installation: the last one is meant to its end.
 * @param instantOf the instant at which the installation's clocks show `YYYY-MM-DDTHH:mm`
 */
export function filterOf(params: URLSearchParams, text: string, instantOf: (wallClock: string) => Date): JournalFilter {
  const filter: JournalFilter = {};
  for (const [name, word] of Object.entries(addressed) as [keyof typeof addressed, string][]) {
    const value = params.get(word);
    if (value) filter[name] = value;
  }
  const from = dayOf(params.get(days.from));
  const to = dayOf(params.get(days.to));
  if (from) filter.from = instantOf(`${from}T00:00`).toISOString();
  if (to) filter.to = instantOf(`${dayAfter(to)}T00:00`).toISOString();
  if (text) filter.text = text;
  return filter;
}

/** The same for the address of the table to be taken away. */
export function tableAddress(filter: JournalFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString();
  return `/api/journal/table${query && `?${query}`}`;
}

function dayOf(text: string | null): string | null {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
