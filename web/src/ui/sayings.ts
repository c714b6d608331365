/** Something short that is said for a while. */
export interface Saying {
  key: number;
  kind: 'success' | 'error';
  text: string;
  seconds: number;
  /** A button beside it. */
  act?: { label: string; onPress: () => void };
}

// More would cover what they are about.
const most = 3;

/** What is being said now, the oldest first. */
class Sayings {
  private said: readonly Saying[] = [];
  private last = 0;
  private readonly listeners = new Set<() => void>();

  readonly current = (): readonly Saying[] => this.said;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @returns by what it is taken back */
  say(saying: Omit<Saying, 'key'>): number {
    const key = ++this.last;
    this.set([...this.said, { ...saying, key }].slice(-most));
    return key;
  }

  takeBack(key: number): void {
    this.set(this.said.filter((saying) => saying.key !== key));
  }

  private set(said: readonly Saying[]): void {
    this.said = said;
    for (const listener of this.listeners) listener();
  }
}

export const sayings = new Sayings();
