import { Cell, type Readable } from './cell';
import { type ConferenceState, outside } from './conferenceState';
import { type Door, type Entrance, isTransient, type Outcome } from './door';
import type { HubDialler } from './hub';
import { HubKeeper, type HubStatus } from './hubKeeper';
import type { Intent, Intents } from './intents';
import type { KeptSeat, Knock } from './keptSeat';
import { keepWay } from './keptWay';
import { LineWatch } from './lineWatch';
import type { LocalMedia } from './localMedia';
import type { Loudspeakers } from './loudspeakers';
import { MediaKeeper } from './mediaKeeper';
import { Outbox } from './outbox';
import { Peer, type SlotPlan } from './peer';
import type { Joined, Problem, Snapshot, View, Waiting } from './protocol';
import type { Relays } from './relays';
import { applyDelta, applySlots } from './roster';
import { mark, markJoinClick, markOnce, openTestWindow } from './timings';
import { ViewRequest } from './viewRequest';
import { watchWakefulness } from './wakefulness';

export interface ConferenceParts {
  door: Door;
  dial: HubDialler;
  plan: SlotPlan;
  relays: Relays;
  local: LocalMedia;
  loudspeakers: Loudspeakers;
  seat: KeptSeat;
}

export interface JoinAs {
  entrance: Entrance;
  displayName: string;
  password: string | null;
  /** As what somebody wants to come in, kept with the place in the waiting room. */
  choice: unknown;
}

/** While waiting outside, the door is asked again in case the word that it opened was lost. */
const knockEveryMs = 15_000;

/** By then a browser that has begun on a slower way has moved to the best one. */
const settledMs = 5_000;

/**
 * One participant's part in one conference, from the door to the end. Losing the hub does not stop the media, losing the
 * media does not leave the meeting; both are brought back by their keepers, side by side.
 */
export class Conference {
  readonly #parts: ConferenceParts;
  readonly #state = new Cell<ConferenceState>(outside);
  readonly #hub: HubKeeper;
  readonly #view: ViewRequest;
  readonly #outbox: Outbox;
  #media: MediaKeeper<Peer>;
  #joinAs: JoinAs | null = null;
  #ticket: string | null = null;
  #session: { conferenceId: string; token: string } | null = null;
  #hubWasLost = false;
  #stops: (() => void)[] = [];
  #knock: ReturnType<typeof setInterval> | undefined;
  #notices = 0;
  #watchesPage = false;
  readonly #line: LineWatch;

  constructor(parts: ConferenceParts) {
    this.#parts = parts;
    this.#media = this.#newMediaKeeper();
    this.#view = new ViewRequest((view) => void this.#hub.invoke('SetView', view));
    this.#outbox = new Outbox((id, text) => this.#hub.invoke('SendChatOnce', id, text), {
      changed: (own) => this.#state.patch({ own }),
      refused: (problem) => this.notify('server', problem.detail || problem.title),
    });
    this.#line = new LineWatch({
      watched: () => this.#watched(),
      silent: () => this.#media.trouble(),
      stalled: (stalled) => this.#state.patch({ stalled }),
      measured: (quality) => void this.#hub.invoke('ReportQuality', quality),
      relieve: (relief) => {
        this.#state.patch({ relief });
        this.#view.setRelief(relief);
        void this.#media.peer?.relieve(relief);
      },
    });
    this.#hub = new HubKeeper(parts.dial, {
      snapshot: (snapshot) => this.#accept(snapshot),
      changed: (delta) => {
        const current = this.#state.get().snapshot;
        if (!current) return;
        const next = applyDelta(current, delta);
        if (next) this.#accept(next);
        else void this.#hub.snapshot().then((snapshot) => snapshot && this.#accept(snapshot));
      },
      slots: (slots) => {
        const current = this.#state.get().snapshot;
        if (current) this.#state.patch({ snapshot: applySlots(current, slots) });
      },
      admitted: () => void this.#enter(),
      refused: (problem) => this.#finish('removed', problem),
      removed: (problem) => this.#finish('removed', problem),
      ended: (problem) => this.#finish('ended', problem),
      floorGiven: () => {
        if (this.#parts.local.state.get().microphone.on) this.notify('floorGiven');
        else this.#state.patch({ floorOffered: true });
      },
      mutedByChair: () => this.#obeyMute(),
      sendLayers: ({ camera }) => void this.#media.peer?.sendCameraLayers(camera),
      notice: ({ text }) => this.notify('server', text),
      status: (status) => this.#hubChanged(status),
      unauthorised: () => {
        if (this.#session) this.#media.trouble('rejoin');
        else void this.#enter();
      },
    });
  }

  get state(): Readable<ConferenceState> {
    return this.#state;
  }

  get local(): LocalMedia {
    return this.#parts.local;
  }

  get loudspeakers(): Loudspeakers {
    return this.#parts.loudspeakers;
  }

  /** Enters, or waits at the door and enters when let in. Also the way back in after leaving. */
  async join(as: JoinAs): Promise<void> {
    markJoinClick();
    this.#joinAs = as;
    this.#ticket = null;
    this.#parts.relays.prefer(as.entrance.way);
    this.#state.patch({ phase: { name: 'joining' }, floorOffered: false });
    await this.#enter();
  }

  /**
   * After a reload of the page: back to the place this tab had, inside or in the waiting room, without asking anything. Where there is none
   * any more, or the server is away, one stands before the door as usual.
   * @param devices settled when microphone and camera are open, so that one is seen and heard as before
   * @param entranceFor the door again, with what was chosen at it
   */
  async comeBack(devices: Promise<void>, entranceFor: (choice: unknown) => Entrance): Promise<void> {
    const kept = this.#parts.seat.find();
    if (!kept) return;
    if ('ticket' in kept) {
      await this.#waitAgain(kept, devices, entranceFor(kept.choice));
      return;
    }
    const seat = kept;
    markJoinClick();
    this.#state.patch({ phase: { name: 'returning' } });
    this.#entering = true;
    try {
      await devices;
      await this.#parts.relays.ready;
      const media = await this.#media.offer().catch(() => null);
      const answer = await this.#parts.door.rejoin(seat.conferenceId, seat.token, media);
      if (this.#state.get().phase.name !== 'returning') return;
      if (answer.ok) {
        await this.#begin(answer.value);
        return;
      }
      // With the server away the seat is still good: the next reload tries again.
      if (!isTransient(answer.problem)) this.#parts.seat.forget();
      this.#close();
      this.#state.patch({ phase: { name: 'outside', refusal: null } });
    } finally {
      this.#entering = false;
    }
  }

  /** Goes for good: the place, the floor and the hand are given up at once. */
  leave(): void {
    this.#parts.seat.forget();
    const session = this.#session;
    this.#finish('left', null, this.#ticket ? 'StopWaiting' : undefined);
    if (session) this.#parts.door.leave(session.conferenceId, session.token);
  }

  /** Asks something of the server. Gives null when it was done, otherwise why not (and says so to the user). */
  async ask<I extends Intent>(intent: I, ...args: Intents[I]): Promise<Problem | null> {
    const answer = await this.#hub.invoke(intent, ...args);
    if (answer.ok) return null;
    if (answer.problem.code === 'hub_not_connected') this.notify('notConnected');
    else this.notify('server', answer.problem.detail || answer.problem.title);
    return answer.problem;
  }

  /** Writes to all: it is shown at once and says itself how far it has got. */
  say(text: string): void {
    this.#outbox.say(text);
  }

  /** What could not be sent, once more. */
  sayAgain(id: string): void {
    this.#outbox.again(id);
  }

  /** What could not be sent is not to be sent any more. */
  takeBack(id: string): void {
    this.#outbox.takeBack(id);
  }

  /**
   * Asks somebody to leave. Without a waiting room whoever knows the password comes back by another browser: those who may turn it on are
   * offered to.
   */
  async remove(participantId: string): Promise<void> {
    const before = this.#state.get().snapshot;
    const name = before?.participants.find(({ id }) => id === participantId)?.displayName ?? '';
    if (await this.ask('Remove', participantId)) return;
    const now = this.#state.get().snapshot;
    const directs = now && (now.chairId === now.you || now.powers.directs);
    if (directs && !now.waitingRoom && !now.locked) this.#state.patch({ sentAway: name });
  }

  /** The answer to what was offered after somebody was asked to leave. */
  async keepOut(waitingRoom: boolean): Promise<void> {
    this.#state.patch({ sentAway: null });
    if (waitingRoom) await this.ask('SetWaitingRoom', true);
  }

  async setMicrophone(on: boolean): Promise<void> {
    const { snapshot } = this.#state.get();
    const me = snapshot?.participants.find((participant) => participant.id === snapshot.you);
    if (on && me && !me.mayUnmute) {
      this.notify('mayNotUnmute');
      return;
    }
    if (on) this.#state.patch({ floorOffered: false });
    await this.#parts.local.setMicrophone(on);
  }

  /** What the layout can show now, in device pixels. */
  see(view: View): void {
    this.#view.set(view);
  }

  declineFloorOffer(): void {
    this.#state.patch({ floorOffered: false });
  }

  /** Sends what was measured in the last minutes. Gives the code to read out, or null when it did not get there. */
  async reportProblem(): Promise<string | null> {
    if (!this.#session) return null;
    const { media, hub } = this.#state.get();
    const way = (await this.#media.peer?.sample().catch(() => null))?.way ?? null;
    const report = this.#line.report({ media: media.state, way, hubConnected: hub.connected });
    const answer = await this.#parts.door.report(this.#session.conferenceId, this.#session.token, report);
    return answer.ok ? answer.value.code : null;
  }

  notify(code: string, text = ''): void {
    this.#state.patch({ notice: { id: ++this.#notices, code, text } });
  }

  /**
   * Ends everything for good; the devices belong to whoever opened them. Nothing is given up by that: whoever goes back by accident finds the
   * own place again.
   */
  dispose(): void {
    this.#close();
    this.#state.patch({ phase: { name: 'outside', refusal: null } });
  }

  async #waitAgain({ ticket, waitingFor, displayName, choice }: Knock, devices: Promise<void>, entrance: Entrance) {
    this.#joinAs = { entrance, displayName, password: null, choice };
    this.#ticket = ticket;
    this.#state.patch({ phase: { name: 'waiting', waitingFor } });
    this.#waitOutside(ticket);
    await devices;
    await this.#enter();
  }

  /** Listens, and asks again now and then. */
  #waitOutside(ticket: string): void {
    this.#watchPage();
    this.#hub.start(ticket);
    this.#knock ??= setInterval(() => void this.#enter(), knockEveryMs);
  }

  async #enter(): Promise<void> {
    const as = this.#joinAs;
    if (!as || this.#session || this.#entering) return;
    this.#entering = true;
    try {
      await this.#parts.relays.ready;
      const media = await this.#media.offer().catch(() => null);
      const answer = await this.#parts.door.join(as.entrance, {
        displayName: as.displayName,
        password: this.#ticket ? null : as.password,
        ticket: this.#ticket,
        media,
      });
      const { phase } = this.#state.get();
      if (phase.name === 'joining' || phase.name === 'waiting') await this.#entered(answer);
      else if (answer.ok && 'token' in answer.value)
        this.#parts.door.leave(answer.value.conferenceId, answer.value.token);
    } finally {
      this.#entering = false;
    }
  }
  #entering = false;

  async #entered(answer: Outcome<Joined | Waiting>): Promise<void> {
    if (!answer.ok) {
      // At the door a silent server is no refusal: the next knock asks again.
      if (this.#ticket && isTransient(answer.problem)) return;
      this.#parts.seat.forget();
      this.#close();
      this.#state.patch({
        phase: { name: 'outside', refusal: answer.problem },
      });
      return;
    }
    if ('ticket' in answer.value) {
      const { ticket, waitingFor } = answer.value;
      const { displayName = '', choice = null } = this.#joinAs ?? {};
      this.#parts.seat.keep({ ticket, waitingFor, displayName, choice });
      this.#state.patch({ phase: { name: 'waiting', waitingFor } });
      if (ticket !== this.#ticket) {
        this.#ticket = ticket;
        this.#waitOutside(ticket);
      }
      return;
    }
    await this.#begin(answer.value);
  }

  async #begin(joined: Joined): Promise<void> {
    mark('join:answered');
    clearInterval(this.#knock);
    this.#knock = undefined;
    this.#ticket = null;
    this.#session = { conferenceId: joined.conferenceId, token: joined.token };
    this.#parts.seat.keep(this.#session);
    this.#parts.relays.take(joined.iceServers);
    this.#state.patch({ phase: { name: 'inside' } });
    this.#accept(joined.snapshot);
    this.#hub.start(joined.token);
    this.#parts.local.onChange = () => void this.#tellSending();
    this.#watchOver();
    openTestWindow({
      slots: () => this.#slotsForTests(),
      way: async () => (await this.#media.peer?.sample())?.way ?? null,
      state: () => this.#state.get(),
    });
    await this.#media.begin(this.#session, joined.answer);
  }

  /** The way that media has settled on is tried first the next time: by this machine, and by others of its site. */
  async #keepWay(): Promise<void> {
    const way = (await this.#media.peer?.sample().catch(() => null))?.way;
    if (!way) return;
    keepWay(way);
    // Where the line breaks, the next connection says it anew.
    await this.#hub.invoke('SettleWay', way);
  }

  #newMediaKeeper(): MediaKeeper<Peer> {
    return new MediaKeeper<Peer>(
      this.#parts.door,
      () => (typeof RTCPeerConnection === 'undefined' ? null : new Peer(this.#parts.plan, this.#parts.relays)),
      (peer) => this.#parts.local.attach(peer),
      {
        status: (media) => {
          if (media.state === 'connected') {
            markOnce('join:connected');
            setTimeout(() => void this.#keepWay(), settledMs);
          }
          this.#line.restart();
          this.#state.patch({ media });
        },
        replaced: () => {
          this.#showSlots();
          void this.#media.peer?.relieve(this.#state.get().relief);
        },
        rejoined: (joined) => {
          this.#parts.relays.take(joined.iceServers);
          this.#session = {
            conferenceId: joined.conferenceId,
            token: joined.token,
          };
          this.#parts.seat.keep(this.#session);
          this.#accept(joined.snapshot);
          this.#hub.start(joined.token);
        },
        ended: (problem) => this.#finish(problem.code === 'removed_from_room' ? 'removed' : 'ended', problem),
      },
    );
  }

  #showSlots(): void {
    const slots = this.#media.peer?.slots ?? [];
    this.#state.patch({
      streams: new Map(slots.map((slot) => [slot.mid, slot.stream])),
    });
    this.#parts.loudspeakers.play(slots.filter((slot) => slot.kind === 'audio').map((slot) => slot.stream));
    this.#parts.loudspeakers.use(this.#parts.local.state.get().chosen.loudspeaker);
  }

  #accept(snapshot: Snapshot): void {
    const before = this.#state.get().snapshot;
    this.#state.patch({ snapshot });
    if (snapshot.serverTime !== before?.serverTime) {
      this.#state.patch({ clockAheadMs: Date.parse(snapshot.serverTime) - Date.now() });
    }
    this.#outbox.told(snapshot.chat);
    const me = (of: Snapshot | null) => of?.participants.find((participant) => participant.id === of.you);
    if (me(snapshot)?.mutedByChair && !me(before)?.mutedByChair) this.#obeyMute();
    if (before?.floor.includes(snapshot.you) && !snapshot.floor.includes(snapshot.you)) {
      this.#state.patch({ floorOffered: false });
      if (me(snapshot)?.mayUnmute === false) void this.#parts.local.setMicrophone(false, false);
    }
  }

  #obeyMute(): void {
    if (!this.#parts.local.state.get().microphone.on) return;
    void this.#parts.local.setMicrophone(false, false);
    this.notify('mutedByChair');
  }

  #hubChanged(hub: HubStatus): void {
    this.#state.patch({ hub });
    if (!hub.connected) {
      if (hub.attempt > 1 || this.#state.get().phase.name === 'inside') this.#hubWasLost = true;
      return;
    }
    if (!this.#session) {
      // The word that the door opened may have been spoken while the line was away.
      if (this.#hubWasLost && this.#ticket) void this.#enter();
      return;
    }
    void this.#tellSending();
    this.#view.repeat();
    this.#outbox.lineIsBack();
    // A server that has just come back may have forgotten the media session: do not wait for the browser to notice.
    const peer = this.#media.peer;
    if (this.#hubWasLost && peer && this.#state.get().media.state !== 'connecting' && peer.state !== 'connected')
      this.#media.trouble();
    this.#hubWasLost = false;
  }

  async #tellSending(): Promise<void> {
    const { microphone, camera, screen } = this.#parts.local.state.get();
    const answer = await this.#hub.invoke('SetSending', {
      microphone: microphone.on,
      camera: camera.on,
      screen: screen.on,
    });
    if (answer.ok || answer.problem.code !== 'forbidden') return;
    if (microphone.on) {
      await this.#parts.local.setMicrophone(false, false);
      this.notify('mayNotUnmute');
    } else if (screen.on) {
      this.#parts.local.stopScreen();
      this.notify('server', answer.problem.detail || answer.problem.title);
    }
  }

  /**
   * The page goes, and nobody says whether it is closed or reloaded. The server keeps the place for a while; the lines are closed so that it
   * knows at once, and not after ten seconds of silence.
   */
  #watchPage(): void {
    if (this.#watchesPage) return;
    this.#watchesPage = true;
    const closing = (event: PageTransitionEvent): void => {
      if (event.persisted) return;
      this.#parts.seat.keepForAnotherTab();
      this.#hub.stop();
      this.#media.stop();
    };
    window.addEventListener('pagehide', closing);
    this.#stops.push(() => {
      this.#watchesPage = false;
      window.removeEventListener('pagehide', closing);
    });
  }

  #watchOver(): void {
    this.#watchPage();
    this.#line.start();
    const unwatch = watchWakefulness((what) => {
      this.#hub.nudge();
      this.#view.setHidden(document.hidden);
      const peer = this.#media.peer;
      if (what === 'visible') {
        if (peer && peer.state !== 'connected' && peer.state !== 'connecting') this.#media.trouble();
      } else this.#media.trouble();
    });
    const hidden = (): void => this.#view.setHidden(document.hidden);
    document.addEventListener('visibilitychange', hidden);
    const unfollow = this.#parts.local.state.subscribe(() =>
      this.#parts.loudspeakers.use(this.#parts.local.state.get().chosen.loudspeaker),
    );
    this.#stops.push(
      () => this.#line.stop(),
      unwatch,
      () => document.removeEventListener('visibilitychange', hidden),
      unfollow,
    );
  }

  #watched(): { peer: Peer; moving: string[] } | null {
    const { peer } = this.#media;
    const { media, snapshot } = this.#state.get();
    if (!peer || media.state !== 'connected' || !snapshot) return null;
    const shown = document.hidden ? [] : snapshot.slots.items;
    const moving = shown.filter(
      (slot) => slot.participantId !== null && !slot.paused && (slot.kind === 'podium' || slot.kind === 'tile'),
    );
    return { peer, moving: moving.map((slot) => slot.mid) };
  }

  async #slotsForTests(): ReturnType<NonNullable<Window['diemcau']>['slots']> {
    const sample = await this.#media.peer?.sample();
    const items = this.#state.get().snapshot?.slots.items ?? [];
    return (this.#media.peer?.slots ?? []).map(({ mid, kind }) => {
      const { frames = 0, energy = 0, width = 0, height = 0 } = sample?.inbound.get(mid) ?? {};
      return {
        mid,
        kind,
        participantId: items.find((slot) => slot.mid === mid)?.participantId ?? null,
        frames,
        energy,
        width,
        height,
      };
    });
  }

  #finish(how: 'left' | 'ended' | 'removed', problem: Problem | null, farewell?: string): void {
    if (this.#state.get().phase.name === 'gone') return;
    if (how !== 'left') this.#parts.seat.forget();
    this.#close(farewell);
    this.#outbox.forget();
    this.#state.patch({
      phase: { name: 'gone', how, problem },
      snapshot: null,
      streams: new Map(),
      floorOffered: false,
      sentAway: null,
    });
  }

  #close(farewell?: string): void {
    clearInterval(this.#knock);
    this.#knock = undefined;
    for (const stop of this.#stops.splice(0)) stop();
    this.#hub.stop(farewell);
    this.#view.forget();
    this.#parts.loudspeakers.stop();
    this.#parts.local.onChange = () => undefined;
    void this.#parts.local.attach(null);
    this.#parts.local.stopScreen();
    this.#media.stop();
    this.#session = null;
    this.#ticket = null;
    this.#hubWasLost = false;
    this.#state.patch({
      media: { state: 'none' },
      hub: { connected: false, attempt: 0 },
      stalled: new Set(),
    });
    this.#media = this.#newMediaKeeper();
  }
}
