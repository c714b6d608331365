import { correlation } from './fourier';
import { asDecibels, quantile, rounded, silenceDb } from './soundLevel';

/** Below the first, loudspeakers of televisions play nothing; above the second, conference microphones hear little. */
const lowestHz = 500;
const highestHz = 6000;
const seconds = 0.2;
const riseSeconds = 0.01;
const amplitude = 0.5;

/**
 * Likeness from which on it is the chirp: the correlation over what both could have at most, so that 1 is the chirp alone. Measured: up to
 * 0.10 in noise, 0.19 in a short tone, 0.04 in a clap; 0.32 of a chirp that is 12 dB weaker than the noise of the room.
 */
const leastLikeness = 0.28;

/** Of a sample's square: below it a recording is digital silence, and likeness a division by nothing. */
const leastEnergy = 1e-10;

/** A sound sweeping up, every frequency once: nothing in a room resembles it, and its place in a recording can be told to a sample. */
export function chirpOf(sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(new ArrayBuffer(Math.round(sampleRate * seconds) * 4));
  const rise = sampleRate * riseSeconds;
  for (let n = 0; n < samples.length; n++) {
    const t = n / sampleRate;
    const phase = 2 * Math.PI * (lowestHz * t + ((highestHz - lowestHz) * t * t) / (2 * seconds));
    const edge = Math.min(1, n / rise, (samples.length - n) / rise);
    samples[n] = amplitude * edge * Math.sin(phase);
  }
  return samples;
}

export interface ChirpFound {
  /** Of the chirp as it was recorded, in decibels of full scale. */
  levelDb: number;
  /** Where it begins, in samples. */
  at: number;
  /** 0–1. */
  likeness: number;
}

/** Looks for the chirp in a recording by a matched filter; null: it is not there. An echo of it comes later and resembles it less. */
export function findChirp(recorded: Float32Array, chirp: Float32Array): ChirpFound | null {
  const matched = correlation(recorded, chirp);
  const played = energyOf(chirp);
  let heard = energyOf(recorded.subarray(0, chirp.length));
  let best = { at: 0, likeness: 0 };
  for (let n = 0; n + chirp.length <= recorded.length; n++) {
    const likeness = Math.abs(matched[n] ?? 0) / Math.sqrt(played * (Math.max(0, heard) + leastEnergy * chirp.length));
    if (likeness > best.likeness) best = { at: n, likeness };
    heard += (recorded[n + chirp.length] ?? 0) ** 2 - (recorded[n] ?? 0) ** 2;
  }
  if (best.likeness < leastLikeness) return null;
  // By how much it is louder or softer than it was played.
  const gain = (matched[best.at] ?? 0) / played;
  return { ...best, levelDb: asDecibels((gain * gain * played) / chirp.length) };
}

function energyOf(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return energy;
}

export interface Playing {
  /** What was recorded from the moment of playing on. */
  recorded: Float32Array;
  /** Of the microphone without it. */
  noiseDb: number;
}

/**
 * Of several playings: it was heard when most of them were found at the same place. A single likeness is chance, and chance has no place
 * of its own.
 */
export function heardAgain(
  playings: readonly Playing[],
  sampleRate: number,
): { heardDb: number | null; delayMs: number | null } {
  const chirp = chirpOf(sampleRate);
  const found = playings.flatMap(({ recorded, noiseDb }) => {
    const chirpFound = findChirp(recorded, chirp);
    return chirpFound ? [{ above: chirpFound.levelDb - noiseDb, at: chirpFound.at }] : [];
  });
  const place = quantile(
    found.map(({ at }) => at),
    0.5,
  );
  const together = found.filter(({ at }) => Math.abs(at - place) <= sampleRate * sameSeconds);
  if (together.length * 2 <= playings.length) return { heardDb: null, delayMs: null };
  return {
    heardDb: rounded(
      Math.min(
        -silenceDb,
        quantile(
          together.map(({ above }) => above),
          0.5,
        ),
      ),
    ),
    delayMs: Math.round((1000 * place) / sampleRate),
  };
}

/** A browser says when it plays and what it has recorded to one of its blocks of sound, and mixes in steps of its own. */
const sameSeconds = 0.04;
