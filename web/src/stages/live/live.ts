import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Readable } from '../../rtc/cell';
import type { Conference } from '../../rtc/conference';
import type { ConferenceState } from '../../rtc/conferenceState';
import type { LocalMedia, LocalState } from '../../rtc/localMedia';
import type { Loudspeakers } from '../../rtc/loudspeakers';
import type { Participant, Snapshot } from '../../rtc/protocol';

/** What the pages of the hall need of a conference; the real one, or one with painted people while pages are designed. */
export interface Live
  extends Pick<
    Conference,
    | 'state'
    | 'join'
    | 'leave'
    | 'ask'
    | 'say'
    | 'sayAgain'
    | 'takeBack'
    | 'remove'
    | 'keepOut'
    | 'setMicrophone'
    | 'see'
    | 'declineFloorOffer'
    | 'notify'
    | 'reportProblem'
  > {
  readonly local: Pick<
    LocalMedia,
    'state' | 'setMicrophone' | 'setCamera' | 'startScreen' | 'stopScreen' | 'choose' | 'release'
  > & { readonly level: Pick<LocalMedia['level'], 'read' | 'resume'> };
  readonly loudspeakers: Pick<Loudspeakers, 'blocked' | 'resume'>;
}

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('A page of the hall is shown outside its LiveContext');
  return live;
}

/** The one hook by which a value that can be watched comes into a view. */
export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get);
}

export function useConference(): ConferenceState {
  return useReadable(useLive().state);
}

export function useLocal(): LocalState {
  return useReadable(useLive().local.state);
}

/** The server's time, second by second, in milliseconds since 1970. */
export function useServerClock(): number {
  const { clockAheadMs } = useConference();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now + clockAheadMs;
}

/** The running meeting; only for parts that are shown inside it. */
export function useSnapshot(): Snapshot {
  const { snapshot } = useConference();
  if (!snapshot) throw new Error('A part of the room is shown outside a meeting');
  return snapshot;
}

export function useMe(): Participant | undefined {
  const snapshot = useSnapshot();
  return snapshot.participants.find((participant) => participant.id === snapshot.you);
}

export function useIsChair(): boolean {
  const snapshot = useSnapshot();
  return snapshot.chairId === snapshot.you;
}

/** Here members speak by invitation only, whatever the chair sets. */
export function isHeldByMode({ mode, mutes }: Pick<Snapshot, 'mode' | 'mutes'>): boolean {
  return mode !== 'discussion' || mutes === 'byFloor';
}

/** Floor, podium, layout, door, all microphones: whoever presides, and whoever operates the whole conference. */
export function useDirects(): boolean {
  const snapshot = useSnapshot();
  return snapshot.chairId === snapshot.you || snapshot.powers.directs;
}

/** The microphone and the presence of one other: of those who direct, and of an operator of that person's branch. */
export function useLooksAfter(participant: Participant): boolean {
  const directs = useDirects();
  const { powers } = useSnapshot();
  return directs || (participant.unitId !== null && (powers.units?.includes(participant.unitId) ?? false));
}
