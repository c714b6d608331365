import type { components } from '../../api/schema';
import { KeptSeat } from '../../rtc/keptSeat';
import { type Door, meetingDoor, roomDoor } from './useDoor';

type MeetingDoor = components['schemas']['MeetingDoor'];

/** What was typed at a door without a link, and what was found behind it. */
export type Typed =
  | { by: 'number'; number: number; password: string; meeting: MeetingDoor }
  | { by: 'room'; room: { id: string } & Pick<Door, 'name' | 'unitName' | 'mode'> };

const key = 'diemcau.live.typedDoor';

export function typedDoor(typed: Typed): Door {
  if (typed.by === 'room') return roomDoor(typed.room.id, typed.room, false, '');
  const { number, password, meeting } = typed;
  return meetingDoor(meeting, '/api/meeting-door/participants', '', (join) => ({ number, password, join }));
}

/** In this tab's own store: a reload leads back through the same door, and it is forgotten with the tab. */
export function keepTyped(typed: Typed): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // Forbidden: after a reload it is typed again.
  }
}

/** Null unless this tab still has its place behind the door. */
export function typedAgain(): Door | null {
  try {
    const typed = JSON.parse(window.sessionStorage.getItem(key) ?? 'null') as Typed | null;
    const door = typed && typedDoor(typed);
    if (door && new KeptSeat(door.key).find()) return door;
    window.sessionStorage.removeItem(key); // the password with it
    return null;
  } catch {
    return null;
  }
}
