/** What brings a participant back to the place it had. */
export interface Seat {
  conferenceId: string;
  token: string;
}

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The place in a meeting of this tab, kept while the page is reloaded. In the tab's own store: it ends with the tab, so that nobody who
 * sits down at the computer later is in somebody else's place.
 */
export class KeptSeat {
  readonly #key: string;
  readonly #storage: () => Keep;

  /** @param meeting what tells it from others: another meeting in this tab is another seat */
  constructor(meeting: string, storage: () => Keep = () => globalThis.sessionStorage) {
    this.#key = `diemcau.live.seat ${meeting}`;
    this.#storage = storage;
  }

  keep(seat: Seat): void {
    this.#use((storage) => storage.setItem(this.#key, JSON.stringify(seat)));
  }

  forget(): void {
    this.#use((storage) => storage.removeItem(this.#key));
  }

  find(): Seat | null {
    const kept = this.#use((storage) => storage.getItem(this.#key)) ?? 'null';
    try {
      const seat: unknown = JSON.parse(kept);
      const isOne = typeof seat === 'object' && seat !== null && 'conferenceId' in seat && 'token' in seat;
      return isOne ? (seat as Seat) : null;
    } catch {
      return null;
    }
  }

  /** A private window may refuse storage; a meeting works without it. */
  #use<T>(what: (storage: Keep) => T): T | null {
    try {
      return what(this.#storage());
    } catch {
      return null;
    }
  }
}
