import { describe, expect, it } from 'vitest';
import { chirpOf, findChirp, heardAgain } from './chirp';
import { correlation } from './fourier';
import { decibelsOf } from './soundLevel';
import { mixIn, noise, tone } from './testSignals';

const rate = 48_000;
const chirp = chirpOf(rate);
const playedDb = decibelsOf(chirp);

function recording(noiseDb: number, chirpDb: number | null, atMs: number, seed = 1): Float32Array {
  const samples = noise(0.68 * rate, noiseDb, seed);
  if (chirpDb !== null) mixIn(samples, chirp, Math.round((atMs * rate) / 1000), chirpDb - playedDb);
  return samples;
}

describe('correlation', () => {
  it('is the sum of products at every place', () => {
    const recorded = Float32Array.from([0, 1, 2, -1, 3]);
    const pattern = Float32Array.from([1, -2]);
    const wanted = [0 - 2, 1 - 4, 2 + 2, -1 - 6, 3];
    expect([...correlation(recorded, pattern)].map((value) => Math.round(value * 1e6) / 1e6)).toEqual(wanted);
  });
});

describe('findChirp', () => {
  it('finds level and place of a chirp in the noise of a room', () => {
    const found = findChirp(recording(-50, -35, 140), chirp);
    expect(found?.at).toBe(Math.round(0.14 * rate));
    expect(found?.levelDb).toBeCloseTo(-35, 0);
  });

  it('finds one that is weaker than the noise', () => {
    const found = findChirp(recording(-40, -48, 90), chirp);
    expect((found?.at ?? 0) / rate).toBeCloseTo(0.09, 3);
    expect(Math.abs((found?.levelDb ?? 0) + 48)).toBeLessThan(1.5);
  });

  it('finds one that the microphone hears upside down', () => {
    expect(
      findChirp(
        recording(-50, -35, 140).map((sample) => -sample),
        chirp,
      )?.levelDb,
    ).toBeCloseTo(-35, 0);
  });

  it('takes the direct sound and not its echo', () => {
    const room = recording(-55, -35, 100);
    mixIn(room, chirp, Math.round(0.16 * rate), -41 - playedDb);
    mixIn(room, chirp, Math.round(0.23 * rate), -45 - playedDb);
    const found = findChirp(room, chirp);
    expect((found?.at ?? 0) / rate).toBeCloseTo(0.1, 3);
    expect(Math.abs((found?.levelDb ?? 0) + 35)).toBeLessThan(2);
  });

  it('takes neither noise, a tone, a clap nor silence for it', () => {
    for (let seed = 1; seed <= 20; seed++) expect(findChirp(recording(-30, null, 0, seed), chirp)).toBeNull();
    const beep = noise(0.68 * rate, -80);
    mixIn(beep, tone(0.02 * rate, 1000, -10, rate), 9000);
    expect(findChirp(beep, chirp)).toBeNull();
    const hum = noise(0.68 * rate, -60);
    mixIn(hum, tone(hum.length, 1200, -20, rate), 0);
    expect(findChirp(hum, chirp)).toBeNull();
    const clap = noise(0.68 * rate, -60);
    clap.fill(0.9, 7000, 7003);
    expect(findChirp(clap, chirp)).toBeNull();
    expect(findChirp(new Float32Array(0.68 * rate), chirp)).toBeNull();
  });
});

describe('heardAgain', () => {
  const playing = (atMs: number | null, seed: number) => ({
    recorded: recording(-55, atMs === null ? null : -30, atMs ?? 0, seed),
    noiseDb: -55,
  });

  it('says how far the sound stands out and after what time it comes', () => {
    const heard = heardAgain([playing(120, 1), playing(123, 2), playing(118, 3)], rate);
    expect(Math.abs((heard.heardDb ?? 0) - 25)).toBeLessThan(1);
    expect(heard.delayMs).toBe(120);
  });

  it('overlooks one playing that somebody coughed into', () => {
    expect(heardAgain([playing(120, 1), playing(null, 2), playing(118, 3)], rate).heardDb).not.toBeNull();
  });

  it('does not believe one likeness, nor several at places of their own', () => {
    expect(heardAgain([playing(120, 1), playing(null, 2), playing(null, 3)], rate).heardDb).toBeNull();
    expect(heardAgain([playing(120, 1), playing(320, 2), playing(20, 3)], rate).heardDb).toBeNull();
    expect(heardAgain([], rate)).toEqual({ heardDb: null, delayMs: null });
  });
});
