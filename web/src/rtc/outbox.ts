import type { ChatMessage, IntentAnswer, Problem } from './protocol';

/** What this participant has said and does not know to be kept yet, in the order it was said. */
export interface OwnWords {
  /** Given here; the server's message has the same, so that what is sent again is said once. */
  id: string;
  text: string;
  at: string;
  state: 'sending' | 'sent' | 'failed';
}

export interface OutboxEvents {
  changed(words: readonly OwnWords[]): void;
  /** It stands there as failed; this is why. */
  refused(problem: Problem): void;
}

/** While the server's database is away: all read it already, and whether it is kept is asked again. */
const askAgainMs = 5000;

/** A line that is lost or just being made is waited for so long; then its sender decides. */
const patienceMs = 10_000;

/** Shows own words at once, and as sent when the server has kept them. What fails stays until its sender decides. */
export class Outbox {
  readonly #send: (id: string, text: string) => Promise<IntentAnswer>;
  readonly #events: OutboxEvents;
  /** Of words that go again, or are given up, when nothing happens before. */
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Wait for the line. */
  readonly #held = new Set<string>();
  #words: readonly OwnWords[] = [];
  /** In the conversation as the server tells it: what is there needs no copy of ours. */
  #told: ReadonlySet<string> = new Set();

  constructor(send: (id: string, text: string) => Promise<IntentAnswer>, events: OutboxEvents) {
    this.#send = send;
    this.#events = events;
  }

  say(text: string): void {
    const words: OwnWords = { id: crypto.randomUUID(), text, at: new Date().toISOString(), state: 'sending' };
    this.#set([...this.#words, words]);
    void this.#ask(words);
  }

  /** Under the same id: if it was said and only the answer was lost, it is not said twice. */
  again(id: string): void {
    const words = this.#words.find((some) => some.id === id && some.state === 'failed');
    if (!words) return;
    this.#mark(id, 'sending');
    void this.#ask(words);
  }

  takeBack(id: string): void {
    this.#set(this.#words.filter((words) => words.id !== id || words.state !== 'failed'));
  }

  told(chat: readonly ChatMessage[]): void {
    if (this.#words.length === 0) return;
    this.#told = new Set(chat.map(({ id }) => id));
    this.#set(this.#words.filter(({ id, state }) => state !== 'sent' || !this.#told.has(id)));
    // Everybody reads it, so only its answer was lost.
    for (const { id, state } of this.#words) if (state === 'failed' && this.#told.has(id)) this.again(id);
  }

  /** The line to the server is there, for the first time or again. */
  lineIsBack(): void {
    for (const words of this.#words) if (this.#held.has(words.id)) void this.#ask(words);
  }

  forget(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#held.clear();
    this.#told = new Set();
    this.#set([]);
  }

  async #ask(words: OwnWords): Promise<void> {
    const { id, text } = words;
    this.#held.delete(id);
    const answer = await this.#send(id, text);
    if (!this.#words.some((some) => some.id === id)) return;
    if (answer.ok) {
      this.#stopTimer(id);
      if (this.#told.has(id)) this.#set(this.#words.filter((some) => some.id !== id));
      else this.#mark(id, 'sent');
    } else if (answer.problem.code === 'chat_not_written') {
      this.#stopTimer(id);
      this.#after(askAgainMs, id, () => void this.#ask(words));
    } else if (answer.problem.code === 'hub_not_connected') {
      this.#held.add(id);
      if (!this.#timers.has(id)) this.#after(patienceMs, id, () => this.#fail(id));
    } else {
      this.#fail(id);
      this.#events.refused(answer.problem);
    }
  }

  #fail(id: string): void {
    this.#stopTimer(id);
    this.#held.delete(id);
    this.#mark(id, 'failed');
  }

  #after(ms: number, id: string, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      then();
    }, ms);
    this.#timers.set(id, timer);
  }

  #stopTimer(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #mark(id: string, state: OwnWords['state']): void {
    this.#set(this.#words.map((words) => (words.id === id ? { ...words, state } : words)));
  }

  #set(words: readonly OwnWords[]): void {
    if (words.length === 0 && this.#words.length === 0) return;
    this.#words = words;
    this.#events.changed(words);
  }
}

/** The conversation as its reader sees it: what the server tells, then own words on their way, each once. */
export function conversation(
  chat: readonly ChatMessage[],
  own: readonly OwnWords[],
  me: { id: string; displayName: string },
): { message: ChatMessage; state: OwnWords['state'] }[] {
  const states = new Map(own.map(({ id, state }) => [id, state === 'failed' ? 'sending' : state]));
  const told = new Set(chat.map(({ id }) => id));
  return [
    ...chat.map((message) => ({ message, state: states.get(message.id) ?? ('sent' as const) })),
    ...own
      .filter(({ id }) => !told.has(id))
      .map(({ id, text, at, state }) => ({
        message: { id, participantId: me.id, displayName: me.displayName, text, at },
        state,
      })),
  ];
}
