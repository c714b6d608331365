import type { IceServer } from './protocol';

/** A lobby that cannot learn the relays goes on without: most networks need none, and joining brings new ones. */
const patienceMs = 1500;

/**
 * The relays by which media reaches the server where UDP does not. A browser wants them before its first offer, so they are asked for
 * while people look into their cameras; joining and coming back bring fresh ones.
 */
export class Relays {
  /** Settles when the first offer need not wait any longer. */
  readonly ready: Promise<void>;
  #current: IceServer[] = [];

  constructor(load: () => Promise<IceServer[]>) {
    this.ready = Promise.race([
      load().then(
        (servers) => this.take(servers),
        () => undefined,
      ),
      new Promise<void>((resolve) => setTimeout(resolve, patienceMs)),
    ]);
  }

  get current(): readonly IceServer[] {
    return this.#current;
  }

  take(servers: readonly IceServer[] | undefined): void {
    if (servers && servers.length > 0) this.#current = [...servers];
  }
}
