import { Cell, type Readable } from '../cell';
import { pickDevice, readChoices } from '../choices';
import { deviceProblem } from '../deviceProblems';
import { inAMeeting, watchCamera } from './cameraCheck';
import { measureClock } from './clockCheck';
import { measureLine } from './lineMeasuring';
import type { DeviceSeen, MeasuredPart, SiteMeasurement } from './measurement';
import { MeasuringFailed } from './measuringFailed';
import { changesOf, type DeviceChange, devicesIn, keepDevices, readDevices } from './rememberedDevices';
import { asItIs, SoundCheck } from './soundCheck';

/** What only a page can make; this folder touches none. */
export interface CheckElements {
  /** Muted, and shown or at least in the page: what is not drawn may get fewer pictures. */
  video: HTMLVideoElement;
  /** Somewhere to paint what the line is measured with; need not be in the page. */
  canvas: HTMLCanvasElement;
}

export type PartProgress = 'waiting' | 'running' | 'done' | 'failed';

/** Presentation needs somebody's choice and is measured apart. */
export type RunPart = Exclude<MeasuredPart, 'presentation'>;
export const runParts: readonly RunPart[] = ['microphone', 'loudspeaker', 'camera', 'line', 'clock'];

export interface SiteCheckState {
  isRunning: boolean;
  progress: Record<RunPart, PartProgress>;
  /** What is known so far. */
  measurement: SiteMeasurement;
  /** Of the camera, as evidence: a JPEG of at most 100 kB. */
  still: Blob | null;
  /** Since the last check on this machine; null at the first. */
  deviceChanges: DeviceChange[] | null;
  /** When the last run ended. */
  endedAt: number | null;
}

const nothing: SiteMeasurement = {
  microphone: null,
  loudspeaker: null,
  camera: null,
  presentation: null,
  line: null,
  backupLine: null,
  devices: [],
  clockOffsetMs: null,
  problems: [],
};

/** A site's measurement of itself: sound and picture beside the line, in at most 15 s. One run at a time. */
export class SiteCheck {
  readonly #elements: CheckElements;
  readonly #state: Cell<SiteCheckState>;
  #abort: AbortController | null = null;
  #sound: SoundCheck | null = null;

  constructor(elements: CheckElements) {
    this.#elements = elements;
    this.#state = new Cell<SiteCheckState>({
      isRunning: false,
      progress: all('waiting'),
      measurement: nothing,
      still: null,
      deviceChanges: null,
      endedAt: null,
    });
  }

  get state(): Readable<SiteCheckState> {
    return this.#state;
  }

  /** How loud the microphone is at this moment, 0–1; 0 while it is not open. */
  level(): number {
    return this.#sound?.level() ?? 0;
  }

  /** Measures everything anew. What cannot be measured is null and has a problem; this never throws. */
  async run(): Promise<SiteMeasurement> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    const { presentation } = this.#state.get().measurement;
    this.#state.patch({
      isRunning: true,
      progress: all('running'),
      measurement: { ...nothing, presentation },
      still: null,
    });
    await Promise.all([
      this.#measureSound(signal),
      this.#part('camera', signal, async () => ({ camera: await this.#measureCamera(signal) })),
      this.#part('line', signal, async () => ({ line: await measureLine(this.#elements.canvas, signal) })),
      this.#part('clock', signal, async () => {
        const clockOffsetMs = await measureClock(signal);
        if (clockOffsetMs === null) throw new MeasuringFailed('unreachable');
        return { clockOffsetMs };
      }),
    ]);
    const devices = devicesIn((await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? []);
    if (this.#abort === abort) this.#end(devices);
    return this.#state.get().measurement;
  }

  /** What a share of a window came to; it stays for the next runs. */
  notePresentation(presentation: SiteMeasurement['presentation']): void {
    this.#state.patch({ measurement: { ...this.#state.get().measurement, presentation } });
  }

  stop(): void {
    this.#abort?.abort(new MeasuringFailed('interrupted'));
    this.#abort = null;
    this.#state.patch({ isRunning: false });
  }

  #end(devices: DeviceSeen[]): void {
    const before = readDevices();
    // Without permission nothing has a name, which is no change of devices.
    if (devices.length > 0) keepDevices(devices);
    this.#abort = null;
    this.#state.patch({
      isRunning: false,
      measurement: { ...this.#state.get().measurement, devices },
      deviceChanges: before && devices.length > 0 ? changesOf(before, devices) : null,
      endedAt: Date.now(),
    });
  }

  async #measureSound(signal: AbortSignal): Promise<void> {
    let noiseDb = 0;
    let track: MediaStreamTrack | null = null;
    let sound: SoundCheck | null = null;
    try {
      await this.#part('microphone', signal, async () => {
        track = await open('microphone');
        signal.throwIfAborted();
        sound = this.#sound = new SoundCheck(track);
        if (!(await sound.starts())) throw new MeasuringFailed('soundHeldBack');
        const microphone = await sound.listen(signal);
        noiseDb = microphone?.noiseDb ?? 0;
        return { microphone };
      });
      await this.#part('loudspeaker', signal, async () => {
        const { microphone, problems } = this.#state.get().measurement;
        const reason = problems.find(({ part }) => part === 'microphone')?.code ?? 'missing';
        if (!sound || !microphone) throw new MeasuringFailed(reason);
        return { loudspeaker: await sound.play(noiseDb, await chosenLoudspeaker(), signal) };
      });
    } finally {
      (sound as SoundCheck | null)?.end();
      (track as MediaStreamTrack | null)?.stop();
      if (this.#sound === sound) this.#sound = null;
    }
  }

  async #measureCamera(signal: AbortSignal): Promise<SiteMeasurement['camera']> {
    const { video } = this.#elements;
    const track = await open('camera');
    try {
      signal.throwIfAborted();
      video.srcObject = new MediaStream([track]);
      await video.play().catch(() => undefined);
      const watched = await watchCamera(video, track.label, signal);
      if (!watched) throw new MeasuringFailed('failed');
      this.#state.patch({ still: watched.still });
      return watched.measured;
    } finally {
      video.srcObject = null;
      track.stop();
    }
  }

  async #part(part: RunPart, signal: AbortSignal, measure: () => Promise<Partial<SiteMeasurement>>): Promise<void> {
    try {
      const found = await measure();
      signal.throwIfAborted();
      this.#note(part, 'done', found);
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof MeasuringFailed ? error.code : deviceProblem(error);
      const { problems } = this.#state.get().measurement;
      this.#note(part, 'failed', { problems: [...problems, { part, code }] });
    }
  }

  #note(part: RunPart, progress: PartProgress, found: Partial<SiteMeasurement>): void {
    const state = this.#state.get();
    this.#state.patch({
      progress: { ...state.progress, [part]: progress },
      measurement: { ...state.measurement, ...found },
    });
  }
}

function all(progress: PartProgress): Record<RunPart, PartProgress> {
  return { microphone: progress, loudspeaker: progress, camera: progress, line: progress, clock: progress };
}

/** The device of the last meeting, or what the browser thinks best. */
async function open(kind: 'microphone' | 'camera'): Promise<MediaStreamTrack> {
  const { mediaDevices } = navigator;
  if (!mediaDevices?.getUserMedia) throw new MeasuringFailed(isSecureContext ? 'unsupported' : 'insecure');
  const chosen = await pick(kind, kind === 'microphone' ? 'audioinput' : 'videoinput');
  const device = chosen?.id ? { deviceId: { exact: chosen.id } } : {};
  const stream = await mediaDevices.getUserMedia(
    kind === 'microphone' ? { audio: { ...asItIs, ...device } } : { video: { ...inAMeeting, ...device } },
  );
  const [track] = stream.getTracks();
  if (!track) throw new MeasuringFailed('missing');
  return track;
}

async function chosenLoudspeaker(): Promise<{ id: string | null; label: string }> {
  const chosen = await pick('loudspeaker', 'audiooutput');
  if (chosen) return chosen;
  const outputs = (await navigator.mediaDevices.enumerateDevices().catch(() => [])).filter(
    ({ kind }) => kind === 'audiooutput',
  );
  return { id: null, label: outputs[0]?.label ?? '' };
}

async function pick(kind: DeviceSeen['kind'], listed: MediaDeviceKind): Promise<{ id: string; label: string } | null> {
  const choices = readChoices();
  if (!choices[kind]) return null;
  const devices = (await navigator.mediaDevices.enumerateDevices().catch(() => []))
    .filter((device) => device.kind === listed && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return pickDevice(devices, choices[kind], choices.labels[kind]) ?? null;
}
