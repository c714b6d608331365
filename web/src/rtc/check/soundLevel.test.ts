import { describe, expect, it } from 'vitest';
import { quantile, SoundLevel, silenceDb } from './soundLevel';
import { mixIn, noise, tone } from './testSignals';

const rate = 48_000;

function heard(...blocks: Float32Array[]) {
  const level = new SoundLevel(rate);
  for (const block of blocks) level.add(block);
  return level.read();
}

describe('SoundLevel', () => {
  it('tells speech from the noise of the room, in decibels', () => {
    const room = noise(5 * rate, -58);
    // Two seconds of five somebody speaks.
    mixIn(room, noise(2 * rate, -22, 7), rate);
    const reading = heard(room);
    expect(reading?.levelDb).toBeCloseTo(-22, 0);
    expect(reading?.noiseDb).toBeGreaterThan(-59);
    expect(reading?.noiseDb).toBeLessThan(-57);
    expect(reading?.clippedShare).toBe(0);
  });

  it('hears a room where nobody speaks as noise alone', () => {
    const reading = heard(noise(3 * rate, -55));
    expect((reading?.levelDb ?? 0) - (reading?.noiseDb ?? 0)).toBeLessThan(2);
  });

  it('reads digital silence as the least there is', () => {
    expect(heard(new Float32Array(rate))).toEqual({
      levelDb: silenceDb,
      peakDb: silenceDb,
      noiseDb: silenceDb,
      clippedShare: 0,
    });
  });

  it('counts the time in which the wave is cut off, and no single peak', () => {
    const loud = tone(2 * rate, 440, 3, rate).map((sample) => Math.max(-1, Math.min(1, sample)));
    const quiet = noise(2 * rate, -40);
    quiet[500] = 1;
    const reading = heard(loud, quiet);
    expect(reading?.clippedShare).toBeCloseTo(0.5, 2);
    expect(reading?.peakDb).toBe(0);
    expect(heard(quiet)?.clippedShare).toBe(0);
  });

  it('says nothing before it has heard anything', () => {
    expect(heard()).toBeNull();
    expect(heard(new Float32Array(10))).toBeNull();
  });
});

describe('quantile', () => {
  it('is a value that occurred', () => {
    expect(quantile([3, 1, 2], 0)).toBe(1);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([3, 1, 2], 1)).toBe(3);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
