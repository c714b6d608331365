import type { Peer } from './peer';
import { LineHistory, type ProblemReport, problemReport } from './problemReport';
import type { QualityReport } from './protocol';
import { RepairTime } from './repairTime';
import { networkKind, Pulse, qualityBetween, type Sample, StallWatch } from './statistics';
import { loadBetween, type Relief, WeakMachine } from './weakMachine';

/** Every 2.5 s: a still picture is seen within two looks, and every second look is a report (the protocol's 5 s). */
const lookEveryMs = 2500;
/** ICE checks are answered every 2.5 s at least; longer silence than this is a dead path that the browser has not noticed. */
const silenceLimitMs = 7000;

export interface LineWatchEvents {
  /** The connection to look at, and the mids of pictures that should move; null while there is nothing to see. */
  watched(): { peer: Peer; moving: string[] } | null;
  /** Nothing comes any more. */
  silent(): void;
  /** Pictures that should move stand still, or move again. */
  stalled(mids: ReadonlySet<string>): void;
  measured(quality: QualityReport): void;
  /** The machine is too weak for what it does, or can do more again. */
  relieve(relief: Relief): void;
}

/**
 * Looks at the line all the time: is it dead, do pictures stand still, how long do repairs need, is the machine too weak, what is to be
 * reported.
 */
export class LineWatch {
  readonly #events: LineWatchEvents;
  readonly #stalls = new StallWatch();
  readonly #pulse = new Pulse();
  readonly #history = new LineHistory();
  readonly #repairTime = new RepairTime();
  #stalled: ReadonlySet<string> = new Set();
  #reported: Sample | null = null;
  #weak = new WeakMachine();
  #looked: Sample | null = null;
  #dueAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(events: LineWatchEvents) {
    this.#events = events;
  }

  start(): void {
    let looks = 0;
    this.#dueAt = performance.now() + lookEveryMs;
    this.#timer = setInterval(() => {
      const lateMs = Math.max(0, performance.now() - this.#dueAt);
      this.#dueAt = performance.now() + lookEveryMs;
      void this.#look(++looks % 2 === 0, lateMs);
    }, lookEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#reported = this.#looked = null;
    this.#stalled = new Set();
    if (this.#weak.relief > 0) this.#events.relieve(0);
    this.#weak = new WeakMachine();
  }

  /** Another path has been taken. */
  restart(): void {
    this.#pulse.reset();
    this.#repairTime.reset();
    this.#looked = null;
  }

  /** What was measured in the last minutes. */
  report(state: { media: string; way: string | null; hubConnected: boolean }): ProblemReport {
    return problemReport(this.#history, state);
  }

  async #look(report: boolean, lateMs: number): Promise<void> {
    const peer = this.#events.watched()?.peer;
    const sample = await peer?.sample().catch(() => null);
    const watched = this.#events.watched();
    if (!sample || !watched || watched.peer !== peer) return;
    this.#pulse.observe(sample);
    this.#history.add(sample);
    peer.letWait(this.#repairTime.observe(sample));
    if (this.#pulse.silentForMs(sample.at) > silenceLimitMs) {
      this.#events.silent();
      return;
    }
    this.#weigh(sample, lateMs);
    const stalled = this.#stalls.observe(sample, watched.moving);
    if (!sameSet(stalled, this.#stalled)) {
      this.#stalled = stalled;
      this.#events.stalled(stalled);
    }
    if (report) {
      if (this.#reported) this.#events.measured(qualityBetween(this.#reported, sample, networkKind()));
      this.#reported = sample;
    }
  }

  #weigh(sample: Sample, lateMs: number): void {
    // Pages in the background are woken late on purpose, and the first look is at a connection that has just begun.
    const before = document.hidden ? null : this.#looked;
    this.#looked = document.hidden ? null : sample;
    if (!before) return;
    const relief = this.#weak.relief;
    if (this.#weak.observe(loadBetween(before, sample, lateMs), sample.at) !== relief)
      this.#events.relieve(this.#weak.relief);
  }
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}
