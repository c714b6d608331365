import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { Delta, IntentAnswer, Problem, Slots, Snapshot } from './protocol';

/** What the server says over the hub (docs/protocol.md section 5). */
export interface HubListener {
  snapshot(snapshot: Snapshot): void;
  changed(delta: Delta): void;
  slots(slots: Slots): void;
  admitted(): void;
  refused(problem: Problem): void;
  removed(problem: Problem): void;
  ended(problem: Problem): void;
  floorGiven(): void;
  mutedByChair(by: string): void;
  /** Which layers of the camera (by rid) anybody receives. */
  sendLayers(layers: { camera: string[] }): void;
  notice(notice: { code: string; text: string }): void;
  /** The line to the hub is gone. Not called after stop(). */
  lost(): void;
}

/** One connection to the hub. When it is lost it is thrown away; who owns it decides when to dial again. */
export interface HubLine {
  start(): Promise<void>;
  invoke(method: string, ...args: unknown[]): Promise<IntentAnswer>;
  snapshot(): Promise<Snapshot>;
  stop(): Promise<void>;
}

export type HubDialler = (token: string, listener: HubListener, attempt: number) => HubLine;

/** True when the server knows this token no more: dialling again with it is useless. */
export function isUnauthorised(error: unknown): boolean {
  return /\b(401|403)\b|unauthori[sz]ed/i.test(String((error as Error | undefined)?.message ?? error));
}

export const dialHub: HubDialler = (token, listener, attempt) => new SignalRLine(token, listener, attempt);

class SignalRLine implements HubLine {
  readonly #connection: HubConnection;
  #stopped = false;

  constructor(token: string, listener: HubListener, attempt: number) {
    // A proxy that swallows WebSockets shows itself by failing attempts: every third one goes by long polling.
    const polling = attempt > 0 && attempt % 3 === 0;
    this.#connection = new HubConnectionBuilder()
      .withUrl('/hubs/conference', {
        accessTokenFactory: () => token,
        ...(polling
          ? { transport: HttpTransportType.LongPolling }
          : { transport: HttpTransportType.WebSockets, skipNegotiation: true }),
      })
      .configureLogging(LogLevel.None)
      .build();
    this.#connection.keepAliveIntervalInMilliseconds = 5000;
    this.#connection.serverTimeoutInMilliseconds = 20_000;

    const on = this.#connection.on.bind(this.#connection);
    on('Snapshot', (snapshot: Snapshot) => listener.snapshot(snapshot));
    on('Changed', (delta: Delta) => listener.changed(delta));
    on('Slots', (slots: Slots) => listener.slots(slots));
    on('Admitted', () => listener.admitted());
    on('Refused', (problem: Problem) => listener.refused(problem));
    on('Removed', (problem: Problem) => listener.removed(problem));
    on('Ended', (problem: Problem) => listener.ended(problem));
    on('FloorGiven', () => listener.floorGiven());
    on('MutedByChair', (message: { by: string }) => listener.mutedByChair(message.by));
    on('SendLayers', (layers: { camera: string[] }) => listener.sendLayers(layers));
    on('Notice', (notice: { code: string; text: string }) => listener.notice(notice));
    this.#connection.onclose(() => {
      if (!this.#stopped) listener.lost();
    });
  }

  start(): Promise<void> {
    return this.#connection.start();
  }

  invoke(method: string, ...args: unknown[]): Promise<IntentAnswer> {
    return this.#connection.invoke<IntentAnswer>(method, ...args);
  }

  snapshot(): Promise<Snapshot> {
    return this.#connection.invoke<Snapshot>('GetSnapshot');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#connection.stop().catch(() => undefined);
  }
}
