import type { HubStatus } from './hubKeeper';
import type { MediaStatus } from './mediaKeeper';
import type { OwnWords } from './outbox';
import type { Problem, Snapshot, Waiting } from './protocol';
import type { Relief } from './weakMachine';

export type Phase =
  | { name: 'outside'; refusal: Problem | null }
  | { name: 'joining' }
  /** The page was reloaded: back to the place it had. */
  | { name: 'returning' }
  | { name: 'waiting'; waitingFor: Waiting['waitingFor'] }
  | { name: 'inside' }
  | {
      name: 'gone';
      how: 'left' | 'ended' | 'removed';
      problem: Problem | null;
    };

export interface LiveNotice {
  /** Grows, so that the same words twice are two notices. */
  id: number;
  /** A code the view has words for, or 'server' with the server's own text. */
  code: string;
  text: string;
}

export interface ConferenceState {
  phase: Phase;
  snapshot: Snapshot | null;
  /** How far the server's clock is ahead of this machine's, which may be set wrong. */
  clockAheadMs: number;
  hub: HubStatus;
  media: MediaStatus;
  /** What to show, by the slot's mid. The same stream object for the life of a connection. */
  streams: ReadonlyMap<string, MediaStream>;
  /** Mids of pictures that should move and stand still. */
  stalled: ReadonlySet<string>;
  /** How much this machine, which is too weak for all, is relieved of. */
  relief: Relief;
  /** This participant was given the floor and has not opened the microphone yet. */
  floorOffered: boolean;
  /** Said here and not known to be kept yet. */
  own: readonly OwnWords[];
  /** The name of somebody who was asked to leave a conference that lets in whoever knows the password. */
  sentAway: string | null;
  notice: LiveNotice | null;
}

export const outside: ConferenceState = {
  phase: { name: 'outside', refusal: null },
  snapshot: null,
  clockAheadMs: 0,
  hub: { connected: false, attempt: 0 },
  media: { state: 'none' },
  streams: new Map(),
  stalled: new Set(),
  relief: 0,
  floorOffered: false,
  own: [],
  sentAway: null,
  notice: null,
};
