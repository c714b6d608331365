/** A value that can be watched: the one way from this folder into a view. */
export interface Readable<T> {
  get(): T;
  /** Calls the listener after each change; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

export class Cell<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Replaces some fields; does nothing when none of them changes. */
  patch(part: Partial<T>): void {
    const current = this.#value;
    const changed = (Object.keys(part) as (keyof T)[]).some((key) => !Object.is(current[key], part[key]));
    if (changed) this.set({ ...current, ...part });
  }
}
