import { describe, expect, it } from 'vitest';
import { frameRate, PictureWatch, pictureOf, sampleHeight, sampleWidth } from './picture';
import { randomFrom } from './testSignals';

function painted(of: (x: number, y: number) => number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(sampleWidth * sampleHeight * 4);
  for (let n = 0; n < rgba.length / 4; n++) {
    rgba.fill(of(n % sampleWidth, Math.floor(n / sampleWidth)), 4 * n, 4 * n + 3);
    rgba[4 * n + 3] = 255;
  }
  return rgba;
}

function watched(pictures: Uint8ClampedArray[]) {
  const watch = new PictureWatch();
  for (const picture of pictures) watch.add(pictureOf(picture));
  return watch.read();
}

const hall = (head: number) => painted((x, y) => (Math.abs(x - head) < 6 && y > 12 ? 190 : 60 + y));

describe('PictureWatch', () => {
  it('sees a hall in which somebody moves', () => {
    const seen = watched([hall(20), hall(21), hall(22)]);
    expect(seen).toMatchObject({ isBlack: false, isFrozen: false });
    expect(seen?.brightness).toBeGreaterThan(0.3);
  });

  it('sees that the same picture comes again and again', () => {
    expect(watched([hall(20), hall(20), hall(20)])).toMatchObject({ isFrozen: true, isBlack: false });
  });

  it('takes a still hall for moving while its camera gives noise', () => {
    const random = randomFrom(5);
    const noisy = () => hall(20).map((value) => value + Math.round(4 * random()));
    expect(watched([noisy(), noisy()])?.isFrozen).toBe(false);
  });

  it('tells a covered lens from a dark hall with a window', () => {
    const random = randomFrom(5);
    const covered = () => painted(() => 16 + 4 * random());
    expect(watched([covered(), covered()])).toMatchObject({ isBlack: true, isFrozen: false });
    expect(watched([painted(() => 0), painted(() => 0)])).toMatchObject({
      isBlack: true,
      isFrozen: true,
      brightness: 0,
    });
    expect(watched([painted((x) => (x < 6 ? 180 : 12))])?.isBlack).toBe(false);
  });

  it('calls one picture neither frozen nor moving, and says nothing of none', () => {
    expect(watched([hall(3)])?.isFrozen).toBe(false);
    expect(watched([])).toBeNull();
  });
});

describe('frameRate', () => {
  it('counts pictures between the first and the last', () => {
    expect(
      frameRate([
        { atMs: 1000, frames: 4 },
        { atMs: 2000, frames: 20 },
        { atMs: 3000, frames: 54 },
      ]),
    ).toBe(25);
    expect(frameRate([{ atMs: 1000, frames: 4 }])).toBe(0);
    expect(frameRate([])).toBe(0);
  });
});
