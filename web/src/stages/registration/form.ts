import type { Meeting, MeetingForm, MeetingKind } from './meetingQueries';

type Site = NonNullable<MeetingForm['members']>[number];
type ScriptItem = NonNullable<MeetingForm['script']>[number];

/** The form as it is typed: nothing in it is missing, only empty. */
export interface FormState {
  kind: MeetingKind;
  title: string;
  purpose: string;
  startsAt: string | null;
  endsAt: string | null;
  chairName: string;
  chairPosition: string;
  priority: NonNullable<MeetingForm['priority']>;
  priorityReason: string;
  isStateSecret: boolean;
  mainSite: Site | null;
  members: readonly Site[];
  script: readonly ScriptItem[];
  contact: { name: string; position: string; phone: string; zalo: string; email: string };
  outside: { organiser: string; link: string; dial: string };
  /** The official letter that asks for the meeting; its day as 2026-11-29. */
  letter: { number: string; date: string | null };
  recurrence: NonNullable<MeetingForm['recurrence']> | null;
}

export const emptyForm: FormState = {
  kind: 'planned',
  title: '',
  purpose: '',
  startsAt: null,
  endsAt: null,
  chairName: '',
  chairPosition: '',
  priority: 'other',
  priorityReason: '',
  isStateSecret: false,
  mainSite: null,
  members: [],
  script: [],
  contact: { name: '', position: '', phone: '', zalo: '', email: '' },
  outside: { organiser: '', link: '', dial: '' },
  letter: { number: '', date: null },
  recurrence: null,
};

/** What the server knows of a meeting, or what a template says, as the form shows it. */
export function formOf(known: Meeting['content'] | MeetingForm): FormState {
  const site = (entry: Site): Site => ({
    siteId: entry.siteId,
    place: entry.place,
    attendees: entry.attendees,
    people: entry.people,
  });
  return {
    kind: known.kind ?? 'planned',
    title: known.title ?? '',
    purpose: known.purpose ?? '',
    startsAt: known.startsAt ?? null,
    endsAt: known.endsAt ?? null,
    chairName: known.chairName ?? '',
    chairPosition: known.chairPosition ?? '',
    priority: known.priority ?? 'other',
    priorityReason: known.priorityReason ?? '',
    isStateSecret: known.isStateSecret ?? false,
    mainSite: known.mainSite ? site(known.mainSite) : null,
    members: (known.members ?? []).map(site),
    script: known.script ?? [],
    contact: {
      name: known.contact?.name ?? '',
      position: known.contact?.position ?? '',
      phone: known.contact?.phone ?? '',
      zalo: known.contact?.zalo ?? '',
      email: known.contact?.email ?? '',
    },
    outside: {
      organiser: known.outside?.organiser ?? '',
      link: known.outside?.link ?? '',
      dial: known.outside?.dial ?? '',
    },
    letter: { number: known.letter?.number ?? '', date: known.letter?.date ?? null },
    recurrence: known.recurrence ?? null,
  };
}

/** Two hours is what most meetings of a morning or an afternoon are given. */
const usualHours = 2;

/** A new start takes the end along, so that the length stays. */
export function withStart(form: FormState, startsAt: string | null): FormState {
  if (!startsAt) return { ...form, startsAt: null };
  const length =
    form.startsAt && form.endsAt ? Date.parse(form.endsAt) - Date.parse(form.startsAt) : usualHours * 3_600_000;
  return { ...form, startsAt, endsAt: new Date(Date.parse(startsAt) + Math.max(length, 0)).toISOString() };
}

/** Sites chosen besides those that are; the main site is no member. */
export function withSites(form: FormState, siteIds: Iterable<string>): FormState {
  const there = new Set(form.members.map((member) => member.siteId));
  const added: Site[] = [];
  for (const siteId of siteIds) {
    if (there.has(siteId) || siteId === form.mainSite?.siteId) continue;
    there.add(siteId);
    added.push({ siteId });
  }
  return added.length > 0 ? { ...form, members: [...form.members, ...added] } : form;
}

export function withoutSites(form: FormState, siteIds: Iterable<string>): FormState {
  const gone = new Set(siteIds);
  return { ...form, members: form.members.filter((member) => !gone.has(member.siteId)) };
}

/** Lines pasted from Word or Excel: a text, and minutes where a cell holds a number. */
export function scriptLines(text: string): ScriptItem[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell))
    .map((cells) => {
      const words = cells.filter((cell) => cell && !/^\d{1,3}(\s*(phút|p|'|’|min))?$/i.test(cell));
      const minutes = cells.find((cell) => /^\d{1,3}(\s*(phút|p|'|’|min))?$/i.test(cell) && cell !== cells[0]);
      return {
        title: words[0] ?? cells[0] ?? '',
        speaker: words[1] ?? null,
        minutes: Number.parseInt(minutes ?? '', 10) || 10,
      };
    });
}
