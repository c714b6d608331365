import { answerOf, api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { Cell, type Readable } from '../../rtc/cell';
import { browserName } from '../../rtc/problemReport';

export type KioskScreen = components['schemas']['KioskScreen'];
export type KioskCode = components['schemas']['KioskCode'];
type KioskDevice = components['schemas']['KioskDevice'];

export type KioskState =
  | { name: 'starting'; isReachable: boolean }
  | { name: 'unpaired'; code: KioskCode | null; isReachable: boolean }
  | { name: 'paired'; screen: KioskScreen; clockAheadMs: number; isReachable: boolean };

/** Where the last answer is kept, so that a machine that starts without a network says what it knows. */
const keptKey = 'diemcau.kiosk.screen';

/** Each well under the time that a machine may take to be back. */
const tryAgainMs = 3_000;
const pollPairingMs = 3_000;
const refusedMs = 15_000;

/** What is not told by the stream of events, such as a meeting that was moved, is known this much later. */
const lookEveryMs = 60_000;
const beatEveryMs = 30_000;

const kinds: Partial<Record<MediaDeviceKind, KioskDevice['kind']>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'loudspeaker',
};

/**
 * A kiosk's line to the server: it asks for a code while it has no key, then for what its screen shows, says that it is there, and listens. It
 * never gives up, and never asks anybody anything.
 */
export class KioskLink {
  readonly #state = new Cell<KioskState>(keptScreen());
  #events: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heart: ReturnType<typeof setInterval> | undefined;
  #ended = false;

  get state(): Readable<KioskState> {
    return this.#state;
  }

  start(): void {
    this.#ended = false;
    void this.look();
    window.addEventListener('online', this.#now);
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#fallSilent();
    window.removeEventListener('online', this.#now);
  }

  /** Asks what there is, now. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    try {
      const asked = Date.now();
      const screen = await answerOf(api.GET('/api/kiosk', { signal: AbortSignal.timeout(requestTimeoutMs) }));
      const clockAheadMs = Date.parse(screen.serverTime) - (asked + Date.now()) / 2;
      keep(screen);
      this.#state.set({ name: 'paired', screen, clockAheadMs, isReachable: true });
      this.#listen();
      this.#again(lookEveryMs);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) await this.#pair();
      else this.#away();
    }
  }

  /** "Gọi hỗ trợ kỹ thuật", and the way back. */
  async callForHelp(isWanted: boolean, meetingId: string | null): Promise<void> {
    await (isWanted ? api.POST('/api/kiosk/help', { body: { meetingId } }) : api.DELETE('/api/kiosk/help', {})).catch(
      () => undefined,
    );
    await this.look();
  }

  readonly #now = (): void => void this.look();

  /** The server is away: what is known stays on the screen. */
  #away(): void {
    this.#state.set({ ...this.#state.get(), isReachable: false });
    this.#again(tryAgainMs);
  }

  #again(ms: number, what = this.#now): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(what, ms);
  }

  async #pair(): Promise<void> {
    forget();
    this.#fallSilent();
    const before = this.#state.get();
    const shown = before.name === 'unpaired' ? before.code : null;
    if (before.name !== 'unpaired') this.#state.set({ name: 'unpaired', code: null, isReachable: true });
    try {
      const { response } = await api.POST('/api/kiosk/pairing/key', {});
      if (response.status === 200) {
        // Loaded anew, its files come through the service worker, which keeps them for a start without a network.
        window.location.reload();
        return;
      }
      const isShown = response.status === 204 && shown !== null;
      const code = isShown ? shown : await answerOf(api.POST('/api/kiosk/pairing', {}));
      this.#state.set({ name: 'unpaired', code, isReachable: true });
      this.#again(pollPairingMs, () => void this.#pair());
    } catch (error) {
      // Refused: there are too many at this moment.
      if (error instanceof Problem && error.status > 0) this.#again(refusedMs, () => void this.#pair());
      else this.#away();
    }
  }

  #listen(): void {
    if (!this.#heart) {
      void this.#beat();
      this.#heart = setInterval(() => void this.#beat(), beatEveryMs);
    }
    if (this.#events && this.#events.readyState !== EventSource.CLOSED) return;
    const events = new EventSource('/api/kiosk/events');
    this.#events = events;
    let isFirst = true;
    events.addEventListener('changed', () => {
      // The first one says that it is heard; the screen has just been asked for.
      if (!isFirst) void this.look();
      isFirst = false;
    });
    events.onerror = this.#now;
  }

  #fallSilent(): void {
    this.#events?.close();
    this.#events = null;
    clearInterval(this.#heart);
    this.#heart = undefined;
  }

  async #beat(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
    const devices = all.flatMap(({ kind, label, deviceId }) => {
      const known = kinds[kind];
      // The system's own choice is named besides the device that it is.
      return known && deviceId !== 'default' && deviceId !== 'communications' ? [{ kind: known, label }] : [];
    });
    const scale = window.devicePixelRatio || 1;
    await api
      .PUT('/api/kiosk/state', {
        body: {
          version: browserName(navigator.userAgent),
          screenWidth: Math.round(window.screen.width * scale),
          screenHeight: Math.round(window.screen.height * scale),
          devices,
        },
      })
      .catch(() => undefined);
  }
}

const requestTimeoutMs = 8_000;

function keptScreen(): KioskState {
  try {
    const screen = JSON.parse(localStorage.getItem(keptKey) ?? 'null') as KioskScreen | null;
    // Until the server has answered it is not known whether this still holds.
    if (screen?.siteName) return { name: 'paired', screen, clockAheadMs: 0, isReachable: true };
  } catch {
    // Written by another version, or nothing may be kept.
  }
  return { name: 'starting', isReachable: true };
}

function keep(screen: KioskScreen): void {
  try {
    localStorage.setItem(keptKey, JSON.stringify(screen));
  } catch {
    // A full disk: it starts without what it knew.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(keptKey);
  } catch {
    // Nothing was kept.
  }
}
