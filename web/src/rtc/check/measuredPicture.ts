/**
 * Noise that no codec can make small: as many bits come of it as the estimate lets through, on a picture so small that encoding it costs
 * a weak machine little.
 */
export const pictureWidth = 320;
export const pictureHeight = 180;
const framesPerSecond = 30;
/** As fine as makes 4 Mbit/s and no finer. */
const grain = 2;

/** Paints on the canvas until stopped. A page in the background paints once a second, which measures nothing. */
export function paintNoise(canvas: HTMLCanvasElement): { track: MediaStreamTrack | null; stop: () => void } {
  canvas.width = pictureWidth;
  canvas.height = pictureHeight;
  const context = canvas.getContext('2d', { alpha: false });
  const points = context?.createImageData(pictureWidth, pictureHeight);
  const grains = new Uint32Array((pictureWidth / grain) * (pictureHeight / grain));
  const paint = (): void => {
    if (!context || !points) return;
    const pixels = new Uint32Array(points.data.buffer);
    for (let n = 0; n < grains.length; n++) grains[n] = (0xff000000 | (Math.random() * 0x1000000)) >>> 0;
    const across = pictureWidth / grain;
    for (let n = 0; n < pixels.length; n++) {
      const x = Math.floor((n % pictureWidth) / grain);
      const y = Math.floor(n / pictureWidth / grain);
      pixels[n] = grains[y * across + x] ?? 0;
    }
    context.putImageData(points, 0, 0);
  };
  paint();
  const [track = null] = canvas.captureStream(framesPerSecond).getVideoTracks();
  const timer = setInterval(paint, 1000 / framesPerSecond);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track?.stop();
    },
  };
}
