import { type Call, type Happening, type OpenCall, openAfter } from './callBook';

const lockName = 'diemcau-calls';
const channelName = 'diemcau-calls';

/** What an open page tells the browser's other ones. */
type Word = Happening | { kind: 'ask' } | { kind: 'open'; open: readonly OpenCall[] };

/** After the server has refused a stream (too many of this account's, or it restarts), it is asked again. */
const askAgainMs = 60_000;

/**
 * The calls to the sites of who is signed in. Of all pages of a browser one listens to the server and tells the others: a browser counts as one
 * listener, and what is answered or put off on one page is so on all of them.
 */
export class CallStream {
  #open: readonly OpenCall[] = [];
  #listeners = new Set<() => void>();
  #channel: BroadcastChannel | null = null;
  #source: EventSource | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #giveUpLead: () => void = () => undefined;
  #ended = new AbortController();
  /** This page listens to the server. */
  leads = false;

  start(): void {
    this.#ended = new AbortController();
    if (typeof BroadcastChannel !== 'undefined') {
      this.#channel = new BroadcastChannel(channelName);
      this.#channel.onmessage = ({ data }: MessageEvent<Word>) => this.#hear(data);
      this.#channel.postMessage({ kind: 'ask' } satisfies Word);
    }
    if (!this.#channel || !navigator.locks) {
      this.#listen();
      return;
    }
    // Granted when no other page holds it, or the one that did is closed.
    navigator.locks
      .request(lockName, { signal: this.#ended.signal }, () => {
        this.#listen();
        return new Promise<void>((resolve) => {
          this.#giveUpLead = resolve;
        });
      })
      .catch(() => undefined);
  }

  end(): void {
    this.#ended.abort();
    this.#giveUpLead();
    clearTimeout(this.#again);
    this.#source?.close();
    this.#channel?.close();
    this.#channel = null;
    this.leads = false;
  }

  readonly open = (): readonly OpenCall[] => this.#open;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  putOff(id: string): void {
    this.#tellAll({ kind: 'putOff', id });
  }

  take(id: string): void {
    this.#tellAll({ kind: 'taken', id });
  }

  #listen(): void {
    if (this.#ended.signal.aborted) return;
    this.leads = true;
    const source = new EventSource('/api/calls');
    this.#source = source;
    source.addEventListener('call', ({ data }) => this.#tellAll({ kind: 'call', call: JSON.parse(data) as Call }));
    source.addEventListener('answered', ({ data }) => {
      const { meetingId, siteId } = JSON.parse(data) as Call;
      this.#tellAll({ kind: 'answered', meetingId, siteId });
    });
    source.onerror = () => {
      // A lost connection is taken up again by the browser; a refused one is not.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#again = setTimeout(() => this.#listen(), askAgainMs);
    };
  }

  #tellAll(happening: Happening): void {
    this.#channel?.postMessage(happening);
    this.#become(openAfter(this.#open, happening, Date.now()));
  }

  #hear(word: Word): void {
    switch (word.kind) {
      case 'ask':
        if (this.leads && this.#open.length > 0) {
          this.#channel?.postMessage({ kind: 'open', open: this.#open } satisfies Word);
        }
        break;
      case 'open':
        if (this.#open.length === 0) this.#become(word.open);
        break;
      default:
        this.#become(openAfter(this.#open, word, Date.now()));
    }
  }

  #become(open: readonly OpenCall[]): void {
    this.#open = open;
    for (const listener of this.#listeners) listener();
  }
}
