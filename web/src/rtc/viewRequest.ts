import type { View } from './protocol';
import { type Relief, relieved } from './weakMachine';

export const nothing: View = { podium: null, screen: null, tiles: [] };

/** Long enough to let a window being resized or a panel sliding in come to rest. */
const settleMs = 150;

/** Pixel steps of what is asked for: finer ones would only make the server choose the same layer again. */
const stepPx = 20;

/** Tells the server what this client can show; only changes, only when they have settled, and nothing while the page is hidden. */
export class ViewRequest {
  readonly #send: (view: View) => void;
  #wanted: View = nothing;
  #hidden = false;
  #relief: Relief = 0;
  #sent = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (view: View) => void) {
    this.#send = send;
  }

  set(view: View): void {
    this.#wanted = rounded(view);
    this.#settle();
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.#settle();
  }

  /** What a machine that is too weak for the whole view is relieved of. */
  setRelief(relief: Relief): void {
    this.#relief = relief;
    this.#settle();
  }

  /** Sends again what is in force: a new line to the server does not know it. */
  repeat(): void {
    this.#sent = '';
    this.#flush();
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#wanted = nothing;
    this.#sent = '';
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), settleMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    const view = this.#hidden ? nothing : rounded(relieved(this.#wanted, this.#relief));
    const text = JSON.stringify(view);
    if (text === this.#sent) return;
    this.#sent = text;
    this.#send(view);
  }
}

function rounded(view: View): View {
  const step = (value: number): number => Math.ceil(value / stepPx) * stepPx;
  const size = <T extends { width: number; height: number }>(of: T): T => ({
    ...of,
    width: step(of.width),
    height: step(of.height),
  });
  return {
    podium: view.podium && size(view.podium),
    screen: view.screen && size(view.screen),
    tiles: view.tiles.map(size),
  };
}
