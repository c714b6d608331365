import { useCallback, useEffect, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { components } from '../../api/schema';
import { type Entrance, roomEntrance } from '../../rtc/door';

type MeetingDoor = components['schemas']['MeetingDoor'];
export type DoorChoice = components['schemas']['DoorChoice'];

/** How somebody has come to a door. */
export type Way =
  | { kind: 'room'; id: string }
  | { kind: 'slug'; slug: string }
  | { kind: 'meeting'; id: string }
  | { kind: 'link'; secret: string }
  | { kind: 'kiosk'; id: string };

/** What is known of a conference before one is in it. */
export interface Door {
  /** What is typed here is remembered by this. */
  key: string;
  entrance: (choice: DoorChoice | null) => Entrance;
  name: string | null;
  unitName: string | null;
  mode: 'discussion' | 'training' | 'conference' | null;
  /** By which anybody comes to this door; with a number or a name to type where there is no link of its own. */
  inviteLink: string;
  /** Comes in without a password. */
  isOpen: boolean;
  /** The room's own account: it opens the room, and may take the chair. */
  isMine: boolean;
  /** Who one would be called if one typed nothing. */
  suggestedName: string;
  /** Of a registered meeting; null: a room's door. */
  meeting: MeetingDoor | null;
}

/** The way that worked where this machine stands, when that is certain before anybody chooses: there is one site to come in as. */
export function wayAt({ meeting }: Door): DoorChoice['way'] {
  const sites = meeting?.choices.filter((choice) => choice.capacity === 'site') ?? [];
  return sites.length === 1 ? (sites[0]?.way ?? null) : null;
}

export type DoorState =
  | { state: 'loading' }
  | { state: 'open'; door: Door }
  | { state: 'closed'; why: 'notFound' | 'unreachable' | 'signIn'; retry: () => void };

/** What may be known of a room or a meeting from outside. */
export function useDoor(way: Way): DoorState {
  const [state, setState] = useState<DoorState>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  const written = JSON.stringify(way);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to look again.
  useEffect(() => {
    let current = true;
    setState({ state: 'loading' });
    look(JSON.parse(written) as Way)
      .then((door) => current && setState({ state: 'open', door }))
      .catch((error: unknown) => {
        if (!current) return;
        const { status } = asProblem(error);
        const why = status === 401 ? 'signIn' : status === 404 || status === 403 ? 'notFound' : 'unreachable';
        setState({ state: 'closed', why, retry });
      });
    return () => {
      current = false;
    };
  }, [written, attempt, retry]);
  return state;
}

async function look(way: Way): Promise<Door> {
  // Also sets the antiforgery cookie that the request to enter carries.
  const session = await answerOf(api.GET('/api/session'));
  const suggestedName = session.account?.displayName || session.account?.unitName || '';
  switch (way.kind) {
    case 'slug': {
      const room = await answerOf(api.GET('/api/rooms/by-slug/{slug}', { params: { path: { slug: way.slug } } }));
      return roomDoor(room.id, room, false, suggestedName, `${window.location.origin}/p/${way.slug}`);
    }
    case 'room':
      try {
        const room = await answerOf(api.GET('/api/rooms/{id}', { params: { path: { id: way.id } } }));
        return roomDoor(way.id, room, room.isMine, suggestedName, room.link);
      } catch (error) {
        // Only the owner reads a room by its id; others may still enter with its password.
        if (asProblem(error).status !== 403) throw error;
        return roomDoor(way.id, { name: null, unitName: null, mode: null }, false, suggestedName);
      }
    case 'meeting': {
      const meeting = await answerOf(api.GET('/api/meetings/{id}/door', { params: { path: { id: way.id } } }));
      return meetingDoor(meeting, `/api/meetings/${way.id}/participants`, suggestedName);
    }
    case 'kiosk': {
      const path = { path: { id: way.id } };
      const meeting = await answerOf(api.GET('/api/kiosk/meetings/{id}/door', { params: path }));
      return meetingDoor(meeting, `/api/kiosk/meetings/${way.id}/participants`, '');
    }
    case 'link': {
      const secret = encodeURIComponent(way.secret);
      const meeting = await answerOf(api.GET('/api/passes/{secret}', { params: { path: { secret: way.secret } } }));
      return meetingDoor(meeting, `/api/passes/${secret}/participants`, '');
    }
  }
}

/** Where a number or a name is typed. */
function typedDoorLink(): string {
  return `${window.location.origin}/vao-hop`;
}

type Room = Pick<Door, 'name' | 'unitName' | 'mode'>;

export function roomDoor(
  id: string,
  { name, unitName, mode }: Room,
  isMine: boolean,
  suggestedName: string,
  inviteLink = typedDoorLink(),
): Door {
  const entrance = roomEntrance(id);
  return {
    key: id,
    entrance: () => entrance,
    name,
    unitName,
    mode,
    inviteLink,
    isOpen: isMine,
    isMine,
    suggestedName,
    meeting: null,
  };
}

/** @param wrap What the way demands around the request, such as the number and password that were typed. */
export function meetingDoor(
  meeting: MeetingDoor,
  path: string,
  suggestedName: string,
  wrap: (join: unknown) => unknown = (join) => join,
): Door {
  const entrance = (choice: DoorChoice | null): Entrance => ({
    key: meeting.meetingId,
    path,
    way: choice?.way ?? null,
    body: ({ displayName, ticket, media }) =>
      wrap({ capacity: choice?.capacity ?? null, siteId: choice?.siteId ?? null, displayName, ticket, media }),
  });
  return {
    key: meeting.meetingId,
    entrance,
    name: meeting.title,
    unitName: meeting.unitName,
    mode: null,
    inviteLink: typedDoorLink(),
    isOpen: true,
    isMine: false,
    suggestedName,
    meeting,
  };
}
