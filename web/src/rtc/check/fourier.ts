/** Complex numbers of the length of a power of two, real and imaginary parts apart. */
export interface Spectrum {
  re: Float64Array;
  im: Float64Array;
}

export function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, atLeast)));
}

export function spectrumOf(samples: Float32Array, length: number): Spectrum {
  const spectrum = { re: new Float64Array(length), im: new Float64Array(length) };
  spectrum.re.set(samples.subarray(0, length));
  transform(spectrum);
  return spectrum;
}

/** Fast Fourier transform in place (Cooley and Tukey 1965); its length is a power of two. */
export function transform({ re, im }: Spectrum): void {
  const length = re.length;
  for (let n = 1, reversed = 0; n < length; n++) {
    let bit = length >> 1;
    for (; reversed & bit; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (n < reversed) {
      swap(re, n, reversed);
      swap(im, n, reversed);
    }
  }
  for (let size = 2; size <= length; size *= 2) {
    const half = size / 2;
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let at = k; at < length; at += size) {
        const other = at + half;
        const [a, b, c, d] = [re[at] ?? 0, im[at] ?? 0, re[other] ?? 0, im[other] ?? 0];
        const turnedRe = c * cos - d * sin;
        const turnedIm = c * sin + d * cos;
        re[at] = a + turnedRe;
        im[at] = b + turnedIm;
        re[other] = a - turnedRe;
        im[other] = b - turnedIm;
      }
    }
  }
}

/**
 * The cross-correlation of a recording with a pattern: at n, how much of the pattern begins there.
 * @returns as long as the recording; a pattern that would reach beyond its end counts only as far as it goes
 */
export function correlation(recorded: Float32Array, pattern: Float32Array): Float64Array {
  const length = powerOfTwo(recorded.length + pattern.length);
  const a = spectrumOf(recorded, length);
  const b = spectrumOf(pattern, length);
  for (let n = 0; n < length; n++) {
    const [ar, ai, br, bi] = [a.re[n] ?? 0, a.im[n] ?? 0, b.re[n] ?? 0, b.im[n] ?? 0];
    // Conjugated once more for the way back, which is the same transform.
    a.re[n] = ar * br + ai * bi;
    a.im[n] = -(ai * br - ar * bi);
  }
  transform(a);
  return a.re.subarray(0, recorded.length).map((value) => value / length);
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a] ?? 0;
  values[a] = values[b] ?? 0;
  values[b] = kept;
}
