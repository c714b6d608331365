import { pauseBefore } from './backoff';
import { type Door, isTransient } from './door';
import { Pause } from './pause';
import type { PeerState, RemoteSlot } from './peer';
import type { Joined, MediaOffer, Problem } from './protocol';
import type { Sample } from './statistics';

/** What is kept alive: one peer connection (rtc/peer.ts), or a stand-in for it in tests. */
export interface MediaPeer {
  readonly state: PeerState;
  readonly slots: readonly RemoteSlot[];
  onState: (state: PeerState) => void;
  offer(restart?: boolean): Promise<MediaOffer>;
  accept(answer: { sdp: string }): Promise<void>;
  isSameServer(answer: { sdp: string }): boolean;
  sample(): Promise<Sample>;
  close(): void;
}

/** What is being done about lost media: a new path for the same session, or a new session for the same participant. */
export type RepairStep = 'restart' | 'rejoin';

export type MediaStatus =
  /** Interrupted: the path was lost a moment ago and may come back by itself. */
  | { state: 'none' | 'connecting' | 'connected' | 'interrupted' }
  | { state: 'repairing'; step: RepairStep; attempt: number };

export interface MediaSession {
  conferenceId: string;
  token: string;
}

export interface MediaKeeperEvents {
  status(status: MediaStatus): void;
  /** A new peer connection carries the media from now on. */
  replaced(): void;
  rejoined(joined: Joined): void;
  /** The conference is over, or this participant is no longer in it. */
  ended(problem: Problem): void;
}

/** ICE often comes back by itself within this time (a Wi-Fi hiccup); a restart would only cost. */
const patienceMs = 3000;
/** From an accepted answer to the first sign of life; a DTLS handshake over a slow line takes under 3 s. */
const proofMs = 6000;
const proofStepMs = 250;

/**
 * Keeps the media flowing: restarts ICE when the path is lost, and when that is refused or brings nothing, takes a new
 * connection for the same participant. Gives up only when the server says that the conference is over.
 */
export class MediaKeeper<P extends MediaPeer> {
  readonly #door: Door;
  readonly #create: () => P | null;
  readonly #attach: (peer: P) => Promise<void>;
  readonly #events: MediaKeeperEvents;
  readonly #pause = new Pause();
  #session: MediaSession | null = null;
  #peer: P | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #repairing = false;
  #mustRejoin = false;
  #stopped = false;

  constructor(door: Door, create: () => P | null, attach: (peer: P) => Promise<void>, events: MediaKeeperEvents) {
    this.#door = door;
    this.#create = create;
    this.#attach = attach;
    this.#events = events;
  }

  get peer(): P | null {
    return this.#peer;
  }

  /** The offer to join with; null where the browser has no WebRTC. The same one again when it was not answered. */
  async offer(): Promise<MediaOffer | null> {
    this.#peer ??= this.#create();
    if (!this.#peer) return null;
    return this.#peer.offer();
  }

  async begin(session: MediaSession, answer: { sdp: string } | null): Promise<void> {
    this.#session = session;
    const peer = this.#peer;
    if (!peer || !answer) {
      this.#events.status({ state: 'none' });
      return;
    }
    this.#events.status({ state: 'connecting' });
    this.#watch(peer);
    this.#events.replaced();
    try {
      await peer.accept(answer);
      await this.#attach(peer);
    } catch {
      this.trouble('rejoin');
      return;
    }
    // A first connection that does not come up within the time of proof is repaired like a lost one.
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (peer === this.#peer && peer.state !== 'connected') this.trouble();
    }, proofMs);
  }

  /** Something points to dead media: repair now, or, when already repairing, try again without waiting. */
  trouble(step: RepairStep = 'restart'): void {
    if (this.#stopped || !this.#session) return;
    if (step === 'rejoin') this.#mustRejoin = true;
    clearTimeout(this.#patience);
    this.#pause.cut();
    if (!this.#repairing) void this.#repair(this.#session);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#patience);
    this.#pause.cut();
    this.#peer?.close();
    this.#peer = null;
  }

  #watch(peer: P): void {
    peer.onState = (state) => {
      if (peer !== this.#peer || this.#stopped) return;
      clearTimeout(this.#patience);
      if (this.#repairing) return;
      if (state === 'connected') this.#events.status({ state: 'connected' });
      else if (state === 'failed') this.trouble();
      else if (state === 'disconnected') {
        this.#events.status({ state: 'interrupted' });
        this.#patience = setTimeout(() => this.trouble(), patienceMs);
      }
    };
  }

  async #repair(session: MediaSession): Promise<void> {
    this.#repairing = true;
    let pausesTaken = 1;
    for (let attempt = 1; !this.#stopped; attempt++) {
      const step: RepairStep = this.#mustRejoin || !this.#peer ? 'rejoin' : 'restart';
      this.#events.status({ state: 'repairing', step, attempt });
      await this.#pause.wait(pauseBefore(pausesTaken));
      if (this.#stopped) return;
      const outcome =
        step === 'restart'
          ? await this.#restart(this.#session ?? session)
          : await this.#rejoin(this.#session ?? session);
      if (this.#stopped) return;
      if (outcome === 'restored') break;
      if (outcome === 'useless') {
        // What cannot work is not tried twice; the next step follows at once.
        this.#mustRejoin = true;
        pausesTaken = step === 'restart' ? 1 : pausesTaken + 1;
      } else if (outcome === 'unreachable') pausesTaken++;
      else {
        this.#repairing = false;
        this.#events.ended(outcome);
        return;
      }
    }
    this.#repairing = false;
    this.#mustRejoin = false;
    if (this.#peer) {
      this.#events.status({ state: 'connected' });
      // It may have broken again between the proof and now.
      if (this.#peer.state === 'failed') this.trouble();
    } else this.#events.status({ state: 'none' });
  }

  async #restart({ conferenceId, token }: MediaSession): Promise<'restored' | 'useless' | 'unreachable' | Problem> {
    const peer = this.#peer;
    if (!peer) return 'useless';
    try {
      const put = await this.#door.putMedia(conferenceId, token, await peer.offer(true));
      if (!put.ok) return verdict(put.problem);
      // Another certificate is another server process: the session it belonged to is gone.
      if (!peer.isSameServer(put.value.answer)) return 'useless';
      await peer.accept(put.value.answer);
    } catch {
      return 'useless';
    }
    return this.#proof(peer);
  }

  async #rejoin({ conferenceId, token }: MediaSession): Promise<'restored' | 'useless' | 'unreachable' | Problem> {
    const fresh = this.#create();
    try {
      const rejoined = await this.#door.rejoin(conferenceId, token, (await fresh?.offer()) ?? null);
      if (!rejoined.ok || this.#stopped) {
        fresh?.close();
        if (rejoined.ok) return 'useless';
        return isTransient(rejoined.problem) ? 'unreachable' : rejoined.problem;
      }
      this.#peer?.close();
      this.#peer = fresh;
      this.#session = {
        conferenceId: rejoined.value.conferenceId,
        token: rejoined.value.token,
      };
      if (fresh) this.#watch(fresh);
      this.#events.rejoined(rejoined.value);
      this.#events.replaced();
      if (!fresh || !rejoined.value.answer) return 'restored';
      await fresh.accept(rejoined.value.answer);
      await this.#attach(fresh);
      return this.#proof(fresh);
    } catch {
      return 'useless';
    }
  }

  /**
   * Waits until the connection shows life: connected, and something has come in since. A new path counts from nothing, far below what the
   * old one had come to, so it is the change that tells.
   */
  async #proof(peer: P): Promise<'restored' | 'useless'> {
    const before = (await peer.sample()).pulse;
    for (let waited = 0; waited < proofMs && !this.#stopped; waited += proofStepMs) {
      if (peer.state === 'connected' && (await peer.sample()).pulse !== before) return 'restored';
      await new Promise((resolve) => setTimeout(resolve, proofStepMs));
    }
    return 'useless';
  }
}

function verdict(problem: Problem): 'useless' | 'unreachable' | Problem {
  if (isTransient(problem)) return 'unreachable';
  return problem.status === 410 || problem.code === 'removed_from_room' ? problem : 'useless';
}
