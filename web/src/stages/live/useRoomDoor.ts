import { useCallback, useEffect, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { RoomDoor } from './Lobby';

export type DoorState =
  | { state: 'loading' }
  | { state: 'open'; room: RoomDoor }
  | { state: 'closed'; why: 'notFound' | 'unreachable' | 'signIn'; retry: () => void };

/** What may be known of a room from outside: by its link for everybody, by its id for those signed in. */
export function useRoomDoor(roomId: string | null, slug: string | null): DoorState {
  const [state, setState] = useState<DoorState>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to look again.
  useEffect(() => {
    let current = true;
    setState({ state: 'loading' });
    look(roomId, slug)
      .then((room) => current && setState({ state: 'open', room }))
      .catch((error: unknown) => {
        if (!current) return;
        const { status } = asProblem(error);
        const why = status === 401 ? 'signIn' : status === 404 || status === 403 ? 'notFound' : 'unreachable';
        setState({ state: 'closed', why, retry });
      });
    return () => {
      current = false;
    };
  }, [roomId, slug, attempt, retry]);
  return state;
}

async function look(roomId: string | null, slug: string | null): Promise<RoomDoor> {
  // Also sets the antiforgery cookie that the request to enter carries.
  const session = await answerOf(api.GET('/api/session'));
  const suggestedName = session.account?.displayName || session.account?.unitName || '';
  if (slug !== null) {
    const room = await answerOf(api.GET('/api/rooms/by-slug/{slug}', { params: { path: { slug } } }));
    return { roomId: room.id, name: room.name, unitName: room.unitName, mode: room.mode, isMine: false, suggestedName };
  }
  const id = roomId ?? '';
  try {
    const room = await answerOf(api.GET('/api/rooms/{id}', { params: { path: { id } } }));
    const { name, unitName, mode, isMine } = room;
    return { roomId: id, name, unitName, mode, isMine, suggestedName };
  } catch (error) {
    // Only the owner reads a room by its id; others may still enter with its password.
    if (asProblem(error).status !== 403) throw error;
    return { roomId: id, name: null, unitName: null, mode: null, isMine: false, suggestedName };
  }
}
