import type { MicrophoneMeasurement } from './measurement';

/** Speech changes in syllables of 100–200 ms; a window of 20 ms is loud or quiet, not both. */
const windowSeconds = 0.02;

/** What a recording of 16 bits can tell apart at all; digital silence is −∞ dB. */
export const silenceDb = -96;

/** Of a window: converters that limit stop a little before the highest value. */
const full = 0.985;

/** One sample at the top may be by chance, a clipped wave stands there. */
const clippedSamples = 3;

const loud = 0.9;
const quiet = 0.1;

/** Root mean square in decibels of full scale. */
export function decibelsOf(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += (samples[n] ?? 0) ** 2;
  return asDecibels(sum / Math.max(1, to - from));
}

/** @param power mean of squares, 1 at full scale */
export function asDecibels(power: number): number {
  return power > 0 ? Math.max(silenceDb, 10 * Math.log10(power)) : silenceDb;
}

/** Nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Takes what a microphone gives, in blocks of any length, and says how loud, noisy and clipped it was. */
export class SoundLevel {
  readonly #window: number;
  readonly #levels: number[] = [];
  #peak = 0;
  #clipped = 0;

  constructor(sampleRate: number) {
    this.#window = Math.round(sampleRate * windowSeconds);
  }

  /** What is left behind the last whole window is not counted. */
  add(block: Float32Array): void {
    for (let from = 0; from + this.#window <= block.length; from += this.#window) {
      const samples = block.subarray(from, from + this.#window);
      this.#levels.push(decibelsOf(samples));
      let atTop = 0;
      for (const sample of samples) {
        const height = Math.abs(sample);
        this.#peak = Math.max(this.#peak, height);
        if (height >= full) atTop++;
      }
      if (atTop >= clippedSamples) this.#clipped++;
    }
  }

  /** Null before the first window. */
  read(): Omit<MicrophoneMeasurement, 'label'> | null {
    if (this.#levels.length === 0) return null;
    return {
      levelDb: rounded(quantile(this.#levels, loud)),
      peakDb: rounded(asDecibels(this.#peak ** 2)),
      noiseDb: rounded(quantile(this.#levels, quiet)),
      clippedShare: this.#clipped / this.#levels.length,
    };
  }
}

export function rounded(decibels: number): number {
  return Math.round(decibels * 10) / 10;
}
