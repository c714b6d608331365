/** Small enough to look at each, large enough that somebody who moves moves something. */
export const sampleWidth = 64;
export const sampleHeight = 36;

/** Mean luma below which a picture can be called black: video black is 16 of 255, and a covered lens has noise above it. */
const blackBrightness = 0.12;
/** Standard deviation of the luma: a dark room still has a window or a screen in it. */
const blackContrast = 0.025;
/** The noise of a camera in the dark changes whole levels; what a codec or a stuck driver repeats changes none. */
const movedPerPixel = 0.0005;

export interface PictureSeen {
  /** Luma, 0–1, line by line. */
  luma: Float32Array;
  brightness: number;
  contrast: number;
}

/** @param rgba as ImageData has it */
export function pictureOf(rgba: ArrayLike<number>): PictureSeen {
  const luma = new Float32Array(rgba.length / 4);
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < luma.length; n++) {
    // ITU-R BT.601, as cameras weigh it.
    const value = (0.299 * at(4 * n) + 0.587 * at(4 * n + 1) + 0.114 * at(4 * n + 2)) / 255;
    luma[n] = value;
    sum += value;
    squares += value * value;
  }
  const brightness = luma.length === 0 ? 0 : sum / luma.length;
  const contrast = luma.length === 0 ? 0 : Math.sqrt(Math.max(0, squares / luma.length - brightness * brightness));
  return { luma, brightness, contrast };

  function at(n: number): number {
    return rgba[n] ?? 0;
  }
}

/** Mean change of a point, 0–1. */
export function difference(before: PictureSeen, now: PictureSeen): number {
  let sum = 0;
  for (let n = 0; n < now.luma.length; n++) sum += Math.abs((now.luma[n] ?? 0) - (before.luma[n] ?? 0));
  return now.luma.length === 0 ? 0 : sum / now.luma.length;
}

/** What the pictures of a few seconds have in common. */
export class PictureWatch {
  #last: PictureSeen | null = null;
  #seen = 0;
  #moved = false;
  #brightness = 0;
  #isDark = true;

  add(picture: PictureSeen): void {
    this.#moved ||= this.#last !== null && difference(this.#last, picture) > movedPerPixel;
    this.#last = picture;
    this.#seen++;
    this.#brightness += picture.brightness;
    this.#isDark &&= picture.brightness < blackBrightness && picture.contrast < blackContrast;
  }

  /** Null before the first picture. */
  read(): { brightness: number; isBlack: boolean; isFrozen: boolean } | null {
    if (this.#seen === 0) return null;
    return {
      brightness: Math.round((100 * this.#brightness) / this.#seen) / 100,
      isBlack: this.#isDark,
      isFrozen: this.#seen > 1 && !this.#moved,
    };
  }
}

/**
 * Pictures a second, from how many were shown between two moments.
 * @param counted presentedFrames of requestVideoFrameCallback, or the calls themselves where it is not told
 */
export function frameRate(counted: readonly { atMs: number; frames: number }[]): number {
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last || last.atMs <= first.atMs) return 0;
  return Math.round((10_000 * (last.frames - first.frames)) / (last.atMs - first.atMs)) / 10;
}
