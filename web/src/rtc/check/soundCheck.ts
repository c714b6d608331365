import { loudness } from '../microphoneLevel';
import { chirpOf, heardAgain, type Playing } from './chirp';
import type { LoudspeakerMeasurement, MicrophoneMeasurement } from './measurement';
import { SoundLevel } from './soundLevel';
import { wait } from './wait';

/** Long enough for a sentence; with the chirps it fits beside the line's measurement. */
const listeningMs = 4000;
/** What a microphone gives while it is being switched on: nothing, or a click. */
const settlingMs = 400;

const playings = 3;
/** Until the chirp has come back: television sets and wireless loudspeakers take a quarter of a second. */
const returnSeconds = 0.6;

/** The longest that an analyser keeps: 0.68 s at 48 kHz. */
const keptSamples = 32_768;
const meterSamples = 512;
const resumingMs = 1500;

/** The microphone as it is and the loudspeaker that it hears, on one clock. */
export class SoundCheck {
  readonly #context: AudioContext;
  readonly #recorder: AnalyserNode;
  readonly #meter: AnalyserNode;
  readonly #track: MediaStreamTrack;

  /** @param track opened with {@link asItIs} */
  constructor(track: MediaStreamTrack) {
    this.#track = track;
    const stream = new MediaStream([track]);
    this.#context = new AudioContext({ latencyHint: 'interactive' });
    const source = this.#context.createMediaStreamSource(stream);
    this.#recorder = this.#context.createAnalyser();
    this.#recorder.fftSize = keptSamples;
    this.#meter = this.#context.createAnalyser();
    this.#meter.fftSize = meterSamples;
    source.connect(this.#recorder);
    source.connect(this.#meter);
  }

  /** False where the browser holds sound back until somebody has clicked. */
  async starts(): Promise<boolean> {
    void this.#context.resume().catch(() => undefined);
    for (let waited = 0; this.#context.state !== 'running' && waited < resumingMs; waited += 50) await wait(50);
    return this.#context.state === 'running';
  }

  /** 0–1, for a meter that draws itself each frame. */
  level(): number {
    if (this.#context.state !== 'running') return 0;
    const samples = new Float32Array(meterSamples);
    this.#meter.getFloatTimeDomainData(samples);
    return loudness(samples);
  }

  async listen(signal: AbortSignal): Promise<MicrophoneMeasurement | null> {
    const level = new SoundLevel(this.#context.sampleRate);
    const blockMs = (1000 * keptSamples) / this.#context.sampleRate;
    await wait(settlingMs, signal);
    for (let listened = 0; listened < listeningMs; listened += blockMs) {
      await wait(blockMs, signal);
      level.add(this.#record());
    }
    const reading = level.read();
    return reading && { ...reading, label: this.#track.label };
  }

  /**
   * Plays the chirp and looks for it in what the microphone hears.
   * @param noiseDb of the microphone without it
   * @param loudspeaker its id and name; the system's own without an id
   */
  async play(
    noiseDb: number,
    loudspeaker: { id: string | null; label: string },
    signal: AbortSignal,
  ): Promise<LoudspeakerMeasurement> {
    const context = this.#context as AudioContext & { setSinkId?(deviceId: string): Promise<void> };
    if (loudspeaker.id) await context.setSinkId?.(loudspeaker.id).catch(() => undefined);
    const rate = context.sampleRate;
    const chirp = chirpOf(rate);
    const sound = context.createBuffer(1, chirp.length, rate);
    sound.copyToChannel(chirp, 0);
    const heard: Playing[] = [];
    for (let n = 0; n < playings; n++) {
      const source = context.createBufferSource();
      source.buffer = sound;
      source.connect(context.destination);
      const begins = context.currentTime + 0.02;
      source.start(begins);
      while (context.currentTime < begins + returnSeconds) await wait(20, signal);
      const recorded = this.#record();
      const first = Math.round((begins - context.currentTime) * rate) + recorded.length;
      heard.push({ recorded: recorded.subarray(Math.max(0, first)), noiseDb });
      source.disconnect();
    }
    return { ...heardAgain(heard, rate), label: loudspeaker.label };
  }

  end(): void {
    void this.#context.close().catch(() => undefined);
  }

  /** The last samples until now. */
  #record(): Float32Array {
    const samples = new Float32Array(keptSamples);
    this.#recorder.getFloatTimeDomainData(samples);
    return samples;
  }
}

/** What a browser does for speech would hide noise, level and echo: measured is the microphone. */
export const asItIs: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 1,
};
