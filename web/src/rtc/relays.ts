import type { IceServer } from './protocol';
import type { Way } from './way';

/**
 * A lobby that cannot learn the relays goes on without: most networks need none, and joining brings new ones. Where media got through without
 * a relay the last time, hardly anything is waited for; where it needed one, an offer without it is an offer in vain.
 */
const patienceMs = { unknown: 1500, direct: 300, relayed: 6000 };

/**
 * The relays by which media reaches the server where UDP does not. A browser wants them before its first offer, so they are asked for
 * while people look into their cameras; joining and coming back bring fresh ones.
 */
export class Relays {
  /** Settles when the first offer need not wait any longer. */
  readonly ready: Promise<void>;
  #current: IceServer[] = [];

  readonly #own: Way | null;
  #first: Way | null;

  /**
   * @param own the way that worked the last time on this machine
   * @param others the way that worked for others where this machine stands
   */
  constructor(load: () => Promise<IceServer[]>, own: Way | null = null, others: Way | null = null) {
    this.#own = own;
    this.#first = own ?? others;
    this.ready = Promise.race([
      load().then(
        (servers) => this.take(servers),
        () => undefined,
      ),
      new Promise<void>((resolve) => setTimeout(resolve, patienceMs[kindOf(this.#first)])),
    ]);
  }

  get current(): readonly IceServer[] {
    return this.#current;
  }

  /** It turns out as whose machine one comes in: what worked for others of them goes first, unless this machine knows better. */
  prefer(others: Way | null | undefined): void {
    if (this.#own || !others) return;
    this.#first = others;
    this.#current = this.#inOrder(this.#current);
  }

  take(servers: readonly IceServer[] | undefined): void {
    if (servers && servers.length > 0) this.#current = this.#inOrder(servers);
  }

  /** Browsers gather in this order: what worked the last time is there first. */
  #inOrder(servers: readonly IceServer[]): IceServer[] {
    const scheme = `${this.#first}:`;
    return [...servers].sort((one, other) => Number(leads(other, scheme)) - Number(leads(one, scheme)));
  }
}

function kindOf(way: Way | null): keyof typeof patienceMs {
  if (way === null) return 'unknown';
  return way === 'turn' || way === 'turns' ? 'relayed' : 'direct';
}

function leads({ urls }: IceServer, scheme: string): boolean {
  return urls.some((url) => url.startsWith(scheme));
}
