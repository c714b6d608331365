import type { ReactNode } from 'react';

/** A question before something is done. */
export interface Question {
  title: string;
  content: ReactNode;
  /** On the button that does it. */
  act: string;
  isDanger: boolean;
  /** Enter alone goes back. */
  isCareful: boolean;
  /** The question stays until it has settled; a refusal is shown by whoever asks. */
  onAct: () => Promise<unknown>;
}

/** The question that stands now: one at a time, what is asked on top of it is not. */
class Asking {
  private question: Question | null = null;
  private readonly listeners = new Set<() => void>();

  readonly current = (): Question | null => this.question;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  ask(question: Question): void {
    if (!this.question) this.set(question);
  }

  close(): void {
    this.set(null);
  }

  private set(question: Question | null): void {
    this.question = question;
    for (const listener of this.listeners) listener();
  }
}

export const asking = new Asking();
