import { Cell, type Readable } from '../cell';
import type { SiteMeasurement } from './measurement';
import { wait } from './wait';

/** Somebody who runs the check of a meeting asks this site to measure itself. */
export interface CheckAsk {
  id: string;
  meetingId: string;
  title: string;
  /** Who asks. */
  by: string;
}

/** Where a site's machine hears what it is asked, and says what it has found. Null: the server cannot be reached, or refuses. */
export interface CheckDesk {
  asks(): Promise<{ asks: CheckAsk[]; nextInSeconds: number } | null>;
  take(askId: string): Promise<boolean>;
  report(measurement: SiteMeasurement, still: Blob | null, meetingId: string | null): Promise<unknown>;
}

export type AskedState =
  | { at: 'rest' }
  /** Shown to whoever is at the machine: it measures by itself when the seconds are over. */
  | { at: 'notice'; ask: CheckAsk; secondsLeft: number }
  | { at: 'measuring'; ask: CheckAsk }
  /** Measured and sent; or it could not be sent. */
  | { at: 'done'; ask: CheckAsk; isSent: boolean };

const noticeSeconds = 5;
/** A sentence can be ended in it; who runs the check sees that the site has not begun. */
const putOffMs = 120_000;
const shownForMs = 8000;
const againAfterMs = 15_000;

export interface Measuring {
  run(): Promise<SiteMeasurement>;
  still(): Blob | null;
  /** Somebody measures already, or a meeting has the devices. */
  isTaken(): boolean;
}

/**
 * Measures when it is asked to, after a notice that can be put off, and sends what it has found. One for each page that stands for a site;
 * of several pages of a site the first takes the ask, the others see it taken.
 */
export class AskedCheck {
  readonly #desk: CheckDesk;
  readonly #measuring: Measuring;
  readonly #state = new Cell<AskedState>({ at: 'rest' });
  readonly #putOff = new Map<string, number>();
  #abort: AbortController | null = null;
  #skip: AbortController | null = null;

  constructor(desk: CheckDesk, measuring: Measuring) {
    this.#desk = desk;
    this.#measuring = measuring;
  }

  get state(): Readable<AskedState> {
    return this.#state;
  }

  start(): void {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    void this.#listen(abort.signal).catch(() => undefined);
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#state.set({ at: 'rest' });
  }

  /** Not now: two minutes later. */
  putOff(): void {
    const state = this.#state.get();
    if (state.at !== 'notice') return;
    this.#putOff.set(state.ask.id, Date.now() + putOffMs);
    this.#skip?.abort();
  }

  async #listen(signal: AbortSignal): Promise<void> {
    for (;;) {
      const heard = await this.#desk.asks().catch(() => null);
      signal.throwIfAborted();
      const ask = heard?.asks.find(({ id }) => (this.#putOff.get(id) ?? 0) <= Date.now());
      if (ask && !this.#measuring.isTaken()) await this.#answer(ask, signal);
      else await wait(heard ? heard.nextInSeconds * 1000 : againAfterMs, signal);
    }
  }

  async #answer(ask: CheckAsk, signal: AbortSignal): Promise<void> {
    if (!(await this.#notice(ask, signal))) return;
    if (!(await this.#desk.take(ask.id).catch(() => false))) {
      // Withdrawn meanwhile, or answered by another machine of the site.
      this.#state.set({ at: 'rest' });
      return;
    }
    this.#state.set({ at: 'measuring', ask });
    const measurement = await this.#measuring.run();
    signal.throwIfAborted();
    const sent = await this.#desk.report(measurement, this.#measuring.still(), ask.meetingId).catch(() => null);
    signal.throwIfAborted();
    this.#state.set({ at: 'done', ask, isSent: sent !== null });
    // What could not be sent is measured again: the ask still stands.
    await wait(sent === null ? againAfterMs : shownForMs, signal);
    this.#state.set({ at: 'rest' });
  }

  /** @returns false when it was put off */
  async #notice(ask: CheckAsk, signal: AbortSignal): Promise<boolean> {
    const skip = new AbortController();
    this.#skip = skip;
    try {
      for (let secondsLeft = noticeSeconds; secondsLeft > 0; secondsLeft--) {
        this.#state.set({ at: 'notice', ask, secondsLeft });
        await wait(1000, AbortSignal.any([signal, skip.signal]));
      }
      return true;
    } catch {
      signal.throwIfAborted();
      this.#state.set({ at: 'rest' });
      return false;
    } finally {
      this.#skip = null;
    }
  }
}
