import { Cell, type Readable } from './cell';

/** setSinkId is missing in some browsers, whatever the type library says. */
type SinkElement = Omit<HTMLAudioElement, 'setSinkId'> & {
  setSinkId?(deviceId: string): Promise<void>;
};

/** Browsers without this choose the loudspeaker in the system's settings. */
export function canChooseLoudspeaker(): boolean {
  return typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;
}

/** Plays the audio slots: one hidden element each, all on the chosen loudspeaker. */
export class Loudspeakers {
  readonly #elements: HTMLAudioElement[] = [];
  readonly #blocked = new Cell(false);
  #deviceId: string | null = null;

  /** True while the browser holds the sound back until the user has clicked something. */
  get blocked(): Readable<boolean> {
    return this.#blocked;
  }

  play(streams: readonly MediaStream[]): void {
    this.stop();
    for (const stream of streams) {
      const element = document.createElement('audio');
      element.autoplay = true;
      element.srcObject = stream;
      element.dataset.slot = 'audio';
      element.hidden = true;
      document.body.append(element);
      this.#elements.push(element);
    }
    this.use(this.#deviceId);
    void this.resume();
  }

  use(deviceId: string | null): void {
    this.#deviceId = deviceId;
    for (const element of this.#elements as SinkElement[]) {
      void element.setSinkId?.(deviceId ?? '').catch(() => undefined);
    }
  }

  /** Call from a click when blocked. */
  async resume(): Promise<void> {
    const results = await Promise.allSettled(this.#elements.map((element) => element.play()));
    this.#blocked.set(
      results.some((result) => result.status === 'rejected' && (result.reason as Error).name === 'NotAllowedError'),
    );
  }

  stop(): void {
    for (const element of this.#elements.splice(0)) {
      element.srcObject = null;
      element.remove();
    }
    this.#blocked.set(false);
  }
}

/** Two soft notes on the chosen loudspeaker. Resolves when they have sounded. */
export async function playChime(deviceId: string | null): Promise<void> {
  const context = new AudioContext() as AudioContext & {
    setSinkId?(deviceId: string): Promise<void>;
  };
  try {
    if (deviceId && deviceId !== 'default') await context.setSinkId?.(deviceId).catch(() => undefined);
    await context.resume();
    const start = context.currentTime + 0.05;
    for (const [frequency, delay] of [
      [659.26, 0],
      [880, 0.28],
    ] as const) {
      const tone = context.createOscillator();
      const envelope = context.createGain();
      tone.frequency.value = frequency;
      envelope.gain.setValueAtTime(0.0001, start + delay);
      envelope.gain.exponentialRampToValueAtTime(0.3, start + delay + 0.03);
      envelope.gain.exponentialRampToValueAtTime(0.0001, start + delay + 0.9);
      tone.connect(envelope).connect(context.destination);
      tone.start(start + delay);
      tone.stop(start + delay + 1);
    }
    await new Promise((resolve) => setTimeout(resolve, 1400));
  } finally {
    await context.close().catch(() => undefined);
  }
}
