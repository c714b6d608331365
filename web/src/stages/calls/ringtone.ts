/** Two notes, then a pause, as a telephone in an office; seconds. */
const notes = [
  { hertz: 659.3, from: 0, length: 0.35 },
  { hertz: 880, from: 0.4, length: 0.55 },
];
const everyMs = 2600;
const loudness = 0.25;

/** Rings with the browser's own sound generator. Browsers hold sound back until somebody has clicked on the page: then it begins with the first click. */
export class Ringtone {
  #context: AudioContext | null = null;
  #turn: ReturnType<typeof setInterval> | undefined;
  #onHeld: (held: boolean) => void;

  /** @param onHeld Whether the browser holds the sound back. */
  constructor(onHeld: (held: boolean) => void) {
    this.#onHeld = onHeld;
  }

  start(): void {
    if (this.#turn !== undefined || typeof AudioContext === 'undefined') return;
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.#onHeld(this.#context?.state === 'suspended');
    this.#onHeld(this.#context.state === 'suspended');
    for (const gesture of ['pointerdown', 'keydown']) window.addEventListener(gesture, this.#release);
    this.#ring();
    this.#turn = setInterval(() => this.#ring(), everyMs);
  }

  stop(): void {
    clearInterval(this.#turn);
    this.#turn = undefined;
    for (const gesture of ['pointerdown', 'keydown']) window.removeEventListener(gesture, this.#release);
    const context = this.#context;
    this.#context = null;
    if (!context) return;
    context.onstatechange = null;
    void context.close().catch(() => undefined);
    this.#onHeld(false);
  }

  #release = (): void => {
    void this.#context?.resume().catch(() => undefined);
  };

  #ring(): void {
    const context = this.#context;
    // What is scheduled while sound is held back would come all at once later.
    if (context?.state !== 'running') return;
    for (const { hertz, from, length } of notes) {
      const begins = context.currentTime + from;
      const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz });
      const level = new GainNode(context, { gain: 0 });
      // Risen and fallen softly: a cut tone clicks.
      level.gain.setValueAtTime(0, begins);
      level.gain.linearRampToValueAtTime(loudness, begins + 0.02);
      level.gain.setValueAtTime(loudness, begins + length - 0.15);
      level.gain.linearRampToValueAtTime(0, begins + length);
      tone.connect(level).connect(context.destination);
      tone.start(begins);
      tone.stop(begins + length);
    }
  }
}
