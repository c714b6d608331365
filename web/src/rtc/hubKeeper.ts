import { pauseBefore } from './backoff';
import { type HubDialler, type HubLine, type HubListener, isUnauthorised } from './hub';
import { Pause } from './pause';
import type { IntentAnswer, Snapshot } from './protocol';

export interface HubStatus {
  connected: boolean;
  /** The running attempt to connect, 1 for the first. */
  attempt: number;
}

export interface HubEvents extends Omit<HubListener, 'lost'> {
  status(status: HubStatus): void;
  /** The server does not know the token (it restarted without its memory, or we were taken off the list). */
  unauthorised(): void;
}

const notConnected: IntentAnswer = {
  ok: false,
  problem: { status: 0, code: 'hub_not_connected', title: '' },
};

/** A line that has not carried the last word by then is dead. */
const farewellMs = 2000;

/** Keeps one line to the hub as long as it is wanted: dials at once, then with growing pauses, for ever. */
export class HubKeeper {
  readonly #dial: HubDialler;
  readonly #events: HubEvents;
  readonly #pause = new Pause();
  #line: HubLine | null = null;
  #connected = false;
  /** Grows with each start and stop; a loop that finds it changed ends. */
  #turn = 0;

  constructor(dial: HubDialler, events: HubEvents) {
    this.#dial = dial;
    this.#events = events;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Connects with this token, instead of whatever was connected before. */
  start(token: string): void {
    const turn = ++this.#turn;
    void this.#hangUp();
    this.#pause.cut();
    void this.#keep(token, turn);
  }

  /** @param farewell said as the last thing, as far as the line carries it */
  stop(farewell?: string): void {
    this.#turn++;
    this.#pause.cut();
    void this.#hangUp(farewell);
  }

  /** Tries now instead of at the end of the running pause. */
  nudge(): void {
    this.#pause.cut();
  }

  async invoke(method: string, ...args: unknown[]): Promise<IntentAnswer> {
    if (!this.#connected || !this.#line) return notConnected;
    try {
      return await this.#line.invoke(method, ...args);
    } catch {
      return notConnected;
    }
  }

  async snapshot(): Promise<Snapshot | null> {
    if (!this.#connected || !this.#line) return null;
    return this.#line.snapshot().catch(() => null);
  }

  async #hangUp(farewell?: string): Promise<void> {
    const line = this.#line;
    this.#line = null;
    this.#connected = false;
    if (line && farewell) {
      const said = line.invoke(farewell).catch(() => undefined);
      await Promise.race([said, new Promise((resolve) => setTimeout(resolve, farewellMs))]);
    }
    await line?.stop();
  }

  async #keep(token: string, turn: number): Promise<void> {
    for (let attempt = 1; turn === this.#turn; attempt++) {
      this.#events.status({ connected: false, attempt });
      await this.#pause.wait(pauseBefore(attempt));
      if (turn !== this.#turn) return;
      const line = this.#dial(
        token,
        {
          ...this.#events,
          lost: () => {
            if (turn !== this.#turn || this.#line !== line) return;
            this.#line = null;
            this.#connected = false;
            void this.#keep(token, turn);
          },
        },
        attempt,
      );
      try {
        await line.start();
        if (turn !== this.#turn) {
          await line.stop();
          return;
        }
        this.#line = line;
        this.#connected = true;
        this.#events.status({ connected: true, attempt });
        return;
      } catch (error) {
        if (turn !== this.#turn) return;
        // A WebSocket hides the status code; long polling (every third attempt) shows it.
        if (isUnauthorised(error)) this.#events.unauthorised();
      }
    }
  }
}
