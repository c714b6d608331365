import type { CameraMeasurement } from './measurement';
import { frameRate, PictureWatch, pictureOf, sampleHeight, sampleWidth } from './picture';
import { wait } from './wait';

/** A camera takes half a second to find its brightness and says its real rate after two. */
const settlingMs = 700;
const watchingMs = 3500;
const lookEveryMs = 250;
const firstPictureMs = 5000;

/** As evidence a face has to be told from a wall, not recognised. */
const stillWidth = 640;
const stillBytes = 100_000;
const stillQualities = [0.75, 0.5, 0.25];

/** As in a meeting. */
export const inAMeeting: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/**
 * Looks at the pictures of a camera as an element shows them.
 * @param video shows the track; it has to be in a page that is in sight, or browsers leave out pictures
 * @returns null when no picture came at all
 */
export async function watchCamera(
  video: HTMLVideoElement,
  label: string,
  signal: AbortSignal,
): Promise<{ measured: CameraMeasurement; still: Blob | null } | null> {
  for (let waited = 0; video.videoWidth === 0; waited += 50) {
    if (waited > firstPictureMs) return null;
    await wait(50, signal);
  }
  await wait(settlingMs, signal);
  const counted: { atMs: number; frames: number }[] = [];
  let handle = 0;
  let calls = 0;
  const count = (now: number, frame: { presentedFrames?: number }): void => {
    counted.push({ atMs: now, frames: frame.presentedFrames ?? calls++ });
    handle = video.requestVideoFrameCallback(count);
  };
  const canCount = 'requestVideoFrameCallback' in video;
  if (canCount) handle = video.requestVideoFrameCallback(count);
  const watch = new PictureWatch();
  const look = painter(sampleWidth, sampleHeight);
  try {
    for (let watched = 0; watched < watchingMs; watched += lookEveryMs) {
      look.drawImage(video, 0, 0, sampleWidth, sampleHeight);
      watch.add(pictureOf(look.getImageData(0, 0, sampleWidth, sampleHeight).data));
      await wait(lookEveryMs, signal);
    }
  } finally {
    if (canCount) video.cancelVideoFrameCallback(handle);
  }
  const seen = watch.read();
  return (
    seen && {
      measured: {
        width: video.videoWidth,
        height: video.videoHeight,
        framesPerSecond: canCount ? frameRate(counted) : declaredRate(video),
        ...seen,
        label,
      },
      still: await stillOf(video),
    }
  );
}

/** What the device promises, where the browser cannot count. */
function declaredRate(video: HTMLVideoElement): number {
  const [track] = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
  return track?.getSettings().frameRate ?? 0;
}

/** A JPEG of what the element shows; null when the browser makes none that is small enough. */
export async function stillOf(video: HTMLVideoElement): Promise<Blob | null> {
  const width = Math.min(stillWidth, video.videoWidth);
  const height = Math.round((width * video.videoHeight) / Math.max(1, video.videoWidth));
  if (width === 0 || height === 0) return null;
  const paper = painter(width, height);
  paper.drawImage(video, 0, 0, width, height);
  for (const quality of stillQualities) {
    const still = await paper.canvas.convertToBlob({ type: 'image/jpeg', quality }).catch(() => null);
    if (still && still.size <= stillBytes) return still;
  }
  return null;
}

function painter(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return context;
}
