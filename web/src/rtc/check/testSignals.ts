/** Repeatable noise and tones for tests of what hears and sees. */

/** 0 ≤ x < 1; Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Gaussian, of a level in decibels of full scale. */
export function noise(samples: number, levelDb: number, seed = 1): Float32Array<ArrayBuffer> {
  const random = randomFrom(seed);
  const deviation = 10 ** (levelDb / 20);
  return Float32Array.from(
    { length: samples },
    () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/** A sine whose root mean square is the level. */
export function tone(samples: number, hertz: number, levelDb: number, sampleRate: number): Float32Array<ArrayBuffer> {
  const amplitude = Math.SQRT2 * 10 ** (levelDb / 20);
  return Float32Array.from({ length: samples }, (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / sampleRate));
}

/** Adds `what` at a place, `gainDb` louder than it is. */
export function mixIn(into: Float32Array, what: Float32Array, at: number, gainDb = 0): void {
  const gain = 10 ** (gainDb / 20);
  for (let n = 0; n < what.length && at + n < into.length; n++)
    into[at + n] = (into[at + n] ?? 0) + gain * (what[n] ?? 0);
}
