import type { Waiting } from './protocol';

/** What brings a participant back to the place it had. */
export interface Seat {
  conferenceId: string;
  token: string;
}

/** What brings somebody who waits at the door back to the place it had in the order. */
export interface Knock {
  ticket: string;
  waitingFor: Waiting['waitingFor'];
  displayName: string;
  /** As what it wanted to come in; null: the door left nothing to choose. */
  choice: unknown;
}

export type Kept = Seat | Knock;

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** As long as the server keeps floor, hand and place of somebody whose page is gone. */
export const keptAfterClosingMs = 60_000;

const leftPrefix = 'diemcau.live.left ';

/**
 * The place in a meeting of this tab, kept while the page is reloaded. In the tab's own store: it ends with the tab, so that nobody who
 * sits down at the computer later is in somebody else's place. Whoever closes the tab by mistake has a minute to open the address again:
 * for so long another tab of the same browser finds it, once.
 */
export class KeptSeat {
  readonly #meeting: string;
  readonly #tab: () => Keep;
  readonly #browser: () => Keep;
  readonly #now: () => number;

  /** @param meeting what tells it from others: another meeting in this tab is another seat */
  constructor(
    meeting: string,
    tab: () => Keep = () => globalThis.sessionStorage,
    browser: () => Keep = () => globalThis.localStorage,
    now: () => number = Date.now,
  ) {
    this.#meeting = meeting;
    this.#tab = tab;
    this.#browser = browser;
    this.#now = now;
  }

  keep(place: Kept): void {
    use(this.#tab, (storage) => storage.setItem(this.#key, JSON.stringify(place)));
  }

  /** The page goes; nobody says whether it is reloaded or its tab is closed. */
  keepForAnotherTab(): void {
    const place = this.#ofTab();
    if (!place) return;
    const until = this.#now() + keptAfterClosingMs;
    use(this.#browser, (storage) => storage.setItem(leftPrefix + this.#meeting, JSON.stringify({ until, place })));
  }

  forget(): void {
    use(this.#tab, (storage) => storage.removeItem(this.#key));
    use(this.#browser, (storage) => storage.removeItem(leftPrefix + this.#meeting));
  }

  find(): Kept | null {
    const left = this.#takeLeft();
    const own = this.#ofTab();
    if (own || !left) return own;
    this.keep(left);
    return left;
  }

  get #key(): string {
    return `diemcau.live.seat ${this.#meeting}`;
  }

  #ofTab(): Kept | null {
    const kept = parsed(use(this.#tab, (storage) => storage.getItem(this.#key)));
    return isPlace(kept) ? kept : null;
  }

  #takeLeft(): Kept | null {
    const key = leftPrefix + this.#meeting;
    const left = parsed(use(this.#browser, (storage) => storage.getItem(key)));
    use(this.#browser, (storage) => storage.removeItem(key));
    if (typeof left !== 'object' || left === null || !('until' in left) || !('place' in left)) return null;
    return Number(left.until) > this.#now() && isPlace(left.place) ? left.place : null;
  }
}

/** Whoever signs out leaves no place to the next person at this computer. */
export function forgetLeftSeats(browser: () => Storage = () => globalThis.localStorage): void {
  use(browser, (storage) => {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(leftPrefix)) storage.removeItem(key);
    }
  });
}

function isPlace(kept: unknown): kept is Kept {
  if (typeof kept !== 'object' || kept === null) return false;
  return ('conferenceId' in kept && 'token' in kept) || ('ticket' in kept && 'waitingFor' in kept);
}

function parsed(words: string | null): unknown {
  try {
    return JSON.parse(words ?? 'null');
  } catch {
    return null;
  }
}

/** A private window may refuse storage; a meeting works without it. */
function use<S, T>(storage: () => S, what: (storage: S) => T): T | null {
  try {
    return what(storage());
  } catch {
    return null;
  }
}
