/** `putOff`: whoever was asked to sign in again has closed the question, to copy a text or to look something up first. */
export type SessionState = 'here' | 'lost' | 'putOff';

/**
 * A session that ends while somebody works: requests wait until that person has signed in again, and then go on as if nothing had
 * happened. Only where a page that stands for somebody holds it; elsewhere a refusal is a refusal.
 */
export class LostSession {
  private state: SessionState = 'here';
  private holders = 0;
  private isLeaving = false;
  private waiting: ((isSignedIn: boolean) => void)[] = [];
  private readonly listeners = new Set<() => void>();

  get isHeld(): boolean {
    return this.holders > 0 && !this.isLeaving;
  }

  /** A page stands for the person who is signed in. @returns what the page calls when it goes */
  hold(): () => void {
    this.holders++;
    return () => {
      this.holders--;
      if (this.holders === 0) this.settle('here', false);
    };
  }

  /** What is done here ends or changes the session on purpose: nobody is asked to come back. */
  async deliberately<T>(work: () => Promise<T>): Promise<T> {
    this.isLeaving = true;
    this.settle('here', false);
    try {
      return await work();
    } finally {
      this.isLeaving = false;
    }
  }

  /**
   * Waits until the person has signed in again.
   * @param isAct somebody's doing, which asks again after the question was put off; what a page reads by itself does not
   * @returns whether it makes sense to send the request once more
   */
  signInAgain(isAct: boolean): Promise<boolean> {
    if (!this.isHeld || (this.state === 'putOff' && !isAct)) return Promise.resolve(false);
    const answer = new Promise<boolean>((resolve) => this.waiting.push(resolve));
    this.become('lost');
    return answer;
  }

  /** Shows the question again without a request that waits for it. */
  askAgain(): void {
    if (this.state === 'putOff') this.become('lost');
  }

  signedIn(): void {
    this.settle('here', true);
  }

  putOff(): void {
    this.settle('putOff', false);
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private settle(state: SessionState, isSignedIn: boolean): void {
    const waiting = this.waiting;
    this.waiting = [];
    this.become(state);
    for (const resolve of waiting) resolve(isSignedIn);
  }

  private become(state: SessionState): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

export const lostSession = new LostSession();
