/** How loud the microphone is, 0…1 on a scale of decibels, for meters that draw themselves each frame. */
export class MicrophoneLevel {
  #context: AudioContext | null = null;
  #analyser: AnalyserNode | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #samples = new Float32Array(new ArrayBuffer(512 * 4));

  listen(track: MediaStreamTrack): void {
    this.#source?.disconnect();
    if (typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    if (!this.#analyser) {
      this.#analyser = this.#context.createAnalyser();
      this.#analyser.fftSize = 512;
    }
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
    void this.#context.resume().catch(() => undefined);
  }

  read(): number {
    if (!this.#analyser || this.#context?.state !== 'running') return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return loudness(this.#samples);
  }

  /** A browser may hold sound back until the user has clicked something. */
  resume(): void {
    void this.#context?.resume().catch(() => undefined);
  }

  dispose(): void {
    this.#source?.disconnect();
    void this.#context?.close().catch(() => undefined);
    this.#context = this.#analyser = this.#source = null;
  }
}

/** Root mean square mapped from −60 dBFS (a quiet room) … −10 dBFS (loud speech) to 0 … 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}
