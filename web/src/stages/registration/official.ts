import type { FormState } from './form';

/** From then on the sites have a letter: what changes is told to them at once. */
export const toldStages: ReadonlySet<string> = new Set([
  'notified',
  'preparing',
  'technicalCheck',
  'ready',
  'connecting',
  'inSession',
]);

export type EmptyPart = 'chair' | 'script' | 'contact' | 'papers' | 'attendees' | 'link';

/** What a meeting that is announced would lack in the eyes of those who read it. Nothing of it is demanded. */
export function emptyParts(form: FormState, papers: number): EmptyPart[] {
  const isOutside = form.kind === 'outside';
  const parts: [boolean, EmptyPart][] = [
    [!form.chairName.trim(), 'chair'],
    [!isOutside && form.script.every(({ title }) => !title?.trim()), 'script'],
    [!isOutside && [form.mainSite, ...form.members].some((site) => site && !site.attendees?.trim()), 'attendees'],
    [!isOutside && !form.contact.phone.trim(), 'contact'],
    [!isOutside && papers === 0, 'papers'],
    [isOutside && !form.outside.link.trim() && !form.outside.dial.trim(), 'link'],
  ];
  return parts.filter(([isEmpty]) => isEmpty).map(([, part]) => part);
}
