import type { components } from '../../api/schema';
import type { Meeting } from './meetingQueries';

type Task = components['schemas']['HomeTask'];

export type Place = 'thong-bao' | 'chuan-bi' | 'phien-hop' | 'kiem-tra' | 'diem-danh' | 'tong-hop';

/** From the approval on there is something to tell and to prepare. */
const prepared = ['approved', 'notified', 'preparing', 'technicalCheck', 'ready', 'connecting', 'inSession'];

/** From the notice until the session is opened the sites of a planned meeting are checked. */
const checked = ['notified', 'preparing', 'technicalCheck', 'ready', 'connecting'];

/** Whose sites may come in, and those whose session has been held. */
const held = [...prepared, 'ended', 'summarised'];

/** The pages that a meeting has now, in the order of the way. */
export function placesOf(meeting: Meeting, maySend: boolean): Place[] {
  const { stage, content } = meeting;
  const isOutside = content.kind === 'outside';
  const has: [Place, boolean][] = [
    ['thong-bao', maySend && prepared.includes(stage)],
    ['chuan-bi', prepared.includes(stage)],
    ['kiem-tra', content.kind === 'planned' && checked.includes(stage)],
    ['phien-hop', !isOutside && held.includes(stage)],
    ['diem-danh', isOutside && ['inSession', 'ended', 'summarised'].includes(stage)],
    ['tong-hop', stage === 'ended' || stage === 'summarised'],
  ];
  return has.filter(([, isThere]) => isThere).map(([place]) => place);
}

/** Where the unit that has called a meeting goes on with it, when no task of its own says so. */
const ofTheUnit: Readonly<Record<string, Place>> = {
  approved: 'thong-bao',
  notified: 'chuan-bi',
  preparing: 'chuan-bi',
  technicalCheck: 'kiem-tra',
  ready: 'phien-hop',
  connecting: 'phien-hop',
  inSession: 'phien-hop',
  ended: 'tong-hop',
};

/** What whoever looks at a meeting's page does next: joins, does a task of its own, or goes to one of the meeting's pages. */
export type NextStep = { kind: 'join' } | { kind: 'task'; task: Task } | { kind: 'place'; place: Place };

/**
 * @param tasks all of the reader's, the most urgent first
 * @param isOwn the reader's unit has registered it
 * @param places those that the meeting has now
 */
export function nextStepOf(
  meeting: Meeting,
  tasks: readonly Task[],
  isOwn: boolean,
  places: readonly Place[],
): NextStep | null {
  const isLive = meeting.stage === 'connecting' || meeting.stage === 'inSession';
  // Nothing is more urgent than a conference that is open.
  if (isLive && meeting.content.kind !== 'outside' && !isOwn) return { kind: 'join' };
  const here = `/cuoc-hop/${meeting.id}`;
  const task = isLive ? undefined : tasks.find(({ meeting: about, link }) => about?.id === meeting.id && link !== here);
  if (task) return { kind: 'task', task };
  const place = places.includes('diem-danh') && isLive ? 'diem-danh' : ofTheUnit[meeting.stage];
  return isOwn && place && places.includes(place) ? { kind: 'place', place } : null;
}
