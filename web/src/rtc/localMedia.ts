import { Cell, type Readable } from './cell';
import { type Choices, type Device, type DeviceKind, keepChoices, pickDevice, readChoices } from './choices';
import { type DeviceProblem, deviceProblem } from './deviceProblems';
import { MicrophoneLevel } from './microphoneLevel';

export interface Capture {
  /** What the user wants and, unless there is a problem, has. */
  on: boolean;
  /** Being opened: the browser may be asking for permission. */
  busy: boolean;
  problem: DeviceProblem | null;
}

export interface LocalState {
  microphone: Capture;
  camera: Capture;
  screen: Capture;
  /** For showing oneself; replaced when the device is. */
  cameraTrack: MediaStreamTrack | null;
  screenTrack: MediaStreamTrack | null;
  microphones: Device[];
  cameras: Device[];
  loudspeakers: Device[];
  chosen: {
    microphone: string | null;
    camera: string | null;
    loudspeaker: string | null;
  };
  /** Sound is coming from a microphone that is switched off. */
  talkingWhileMuted: boolean;
}

/** Where tracks are sent; a new connection gets new senders. */
export interface Senders {
  microphone: RTCRtpSender;
  camera: RTCRtpSender;
  screen: RTCRtpSender;
}

const off: Capture = { on: false, busy: false, problem: null };

/**
 * This participant's own microphone, camera and screen, from the preview to the end of the meeting.
 * Opening never throws: a device that cannot be opened is a state with a code.
 */
export class LocalMedia {
  readonly #state: Cell<LocalState>;
  readonly level = new MicrophoneLevel();
  /** Called when what is sent changes, also by itself (device pulled out, sharing stopped from the browser's bar). */
  onChange: () => void = () => undefined;

  /** The open microphone. It stays enabled while muted so that "you are muted" can be told to one who talks. */
  #source: MediaStreamTrack | null = null;
  /** The copy that is sent; muting disables it. */
  #voice: MediaStreamTrack | null = null;
  #senders: Senders | null = null;
  #choices: Choices = readChoices();
  #microphoneTurn = 0;
  #cameraTurn = 0;
  #talkingTimer: ReturnType<typeof setInterval> | undefined;
  #talkingFor = 0;

  constructor() {
    this.#state = new Cell<LocalState>({
      microphone: off,
      camera: off,
      screen: off,
      cameraTrack: null,
      screenTrack: null,
      microphones: [],
      cameras: [],
      loudspeakers: [],
      chosen: {
        microphone: this.#choices.microphone,
        camera: this.#choices.camera,
        loudspeaker: this.#choices.loudspeaker,
      },
      talkingWhileMuted: false,
    });
    navigator.mediaDevices?.addEventListener?.('devicechange', this.#devicesChanged);
    this.#talkingTimer = setInterval(() => this.#watchTalking(), 250);
  }

  get state(): Readable<LocalState> {
    return this.#state;
  }

  /** Opens what was open last time, the camera and the microphone in one question where possible. */
  async open(): Promise<void> {
    await this.refresh();
    await Promise.all([
      this.setMicrophone(this.#choices.microphoneOn, false),
      this.setCamera(this.#choices.cameraOn, false),
    ]);
  }

  async refresh(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
    const list = (kind: MediaDeviceKind): Device[] =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#state.patch({
      microphones: list('audioinput'),
      cameras: list('videoinput'),
      loudspeakers: list('audiooutput'),
    });
  }

  /** @param remember false for changes that are not the user's wish, such as being muted by the chair */
  async setMicrophone(on: boolean, remember = true): Promise<void> {
    if (remember) this.#choices = keepChoices({ microphoneOn: on });
    if (!on) {
      if (this.#voice) this.#voice.enabled = false;
      this.#microphoneTurn++;
      this.#set('microphone', { on: false, busy: false });
      return;
    }
    if (!this.#source || this.#source.readyState === 'ended') {
      if (!(await this.#openMicrophone())) return;
    }
    if (this.#voice) this.#voice.enabled = true;
    this.#state.patch({ talkingWhileMuted: false });
    this.#set('microphone', { on: true, busy: false, problem: null });
  }

  async setCamera(on: boolean, remember = true): Promise<void> {
    if (remember) this.#choices = keepChoices({ cameraOn: on });
    const turn = ++this.#cameraTurn;
    if (!on) {
      this.#replaceCamera(null);
      this.#set('camera', { on: false, busy: false });
      return;
    }
    this.#set('camera', { busy: true, problem: null });
    const opened = await this.#capture('camera', (deviceId) => ({
      video: {
        ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30, max: 30 },
      },
    }));
    if (turn !== this.#cameraTurn) {
      if (opened instanceof MediaStreamTrack) opened.stop();
      return;
    }
    if (!(opened instanceof MediaStreamTrack)) {
      this.#set('camera', { on: false, busy: false, problem: opened });
      return;
    }
    opened.contentHint = 'motion';
    opened.addEventListener('ended', () => this.#lost('camera', opened));
    this.#replaceCamera(opened);
    this.#remember('camera', opened);
    this.#set('camera', { on: true, busy: false, problem: null });
  }

  async startScreen(): Promise<void> {
    if (!navigator.mediaDevices?.getDisplayMedia) {
      this.#set('screen', {
        on: false,
        busy: false,
        problem: window.isSecureContext ? 'unsupported' : 'insecure',
      });
      return;
    }
    this.#set('screen', { busy: true, problem: null });
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({
        video: {
          frameRate: { ideal: 15, max: 30 },
          width: { max: 1920 },
          height: { max: 1080 },
        },
        audio: false,
      });
      const track = stream.getVideoTracks()[0] ?? null;
      if (track) {
        track.contentHint = 'detail';
        track.addEventListener('ended', () => {
          if (this.#state.get().screenTrack === track) this.stopScreen();
        });
      }
      this.#state.patch({ screenTrack: track });
      void this.#senders?.screen.replaceTrack(track).catch(() => undefined);
      this.#set('screen', { on: track !== null, busy: false });
    } catch (error) {
      const problem = deviceProblem(error);
      // Closing the picker is a choice, not a fault.
      this.#set('screen', {
        on: false,
        busy: false,
        problem: problem === 'denied' || problem === 'dismissed' ? null : problem,
      });
    }
  }

  stopScreen(): void {
    this.#state.get().screenTrack?.stop();
    this.#state.patch({ screenTrack: null });
    void this.#senders?.screen.replaceTrack(null).catch(() => undefined);
    this.#set('screen', { on: false, busy: false, problem: null });
  }

  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const state = this.#state.get();
    const devices = kind === 'microphone' ? state.microphones : kind === 'camera' ? state.cameras : state.loudspeakers;
    const label = devices.find((device) => device.id === deviceId)?.label ?? '';
    this.#choices = keepChoices({
      [kind]: deviceId,
      labels: { ...this.#choices.labels, [kind]: label },
    });
    this.#state.patch({ chosen: { ...state.chosen, [kind]: deviceId } });
    if (kind === 'camera' && state.camera.on) await this.setCamera(true, false);
    if (kind === 'microphone' && this.#source) {
      const wasOn = state.microphone.on;
      if (await this.#openMicrophone()) await this.setMicrophone(wasOn, false);
    }
  }

  /** Sends through these senders from now on; null stops sending (the devices stay open). */
  async attach(senders: Senders | null): Promise<void> {
    this.#senders = senders;
    if (!senders) return;
    const { cameraTrack, screenTrack } = this.#state.get();
    await Promise.all([
      senders.microphone.replaceTrack(this.#voice),
      senders.camera.replaceTrack(cameraTrack),
      senders.screen.replaceTrack(screenTrack),
    ]).catch(() => undefined);
  }

  /** Closes the microphone and the camera; they open again when switched on. */
  release(): void {
    this.#microphoneTurn++;
    this.#source?.stop();
    this.#voice?.stop();
    this.#source = this.#voice = null;
    void this.setMicrophone(false, false);
    void this.setCamera(false, false);
  }

  dispose(): void {
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.#devicesChanged);
    clearInterval(this.#talkingTimer);
    this.onChange = () => undefined;
    this.#senders = null;
    this.#microphoneTurn++;
    this.#cameraTurn++;
    this.#source?.stop();
    this.#voice?.stop();
    this.#source = this.#voice = null;
    this.#state.get().cameraTrack?.stop();
    this.#state.get().screenTrack?.stop();
    this.#state.patch({
      cameraTrack: null,
      screenTrack: null,
      microphone: off,
      camera: off,
      screen: off,
    });
    this.level.dispose();
  }

  async #openMicrophone(): Promise<boolean> {
    const turn = ++this.#microphoneTurn;
    this.#set('microphone', { busy: true, problem: null });
    const opened = await this.#capture('microphone', (deviceId) => ({
      audio: {
        ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        channelCount: 1,
      },
    }));
    if (turn !== this.#microphoneTurn) {
      if (opened instanceof MediaStreamTrack) opened.stop();
      return false;
    }
    if (!(opened instanceof MediaStreamTrack)) {
      this.#set('microphone', { on: false, busy: false, problem: opened });
      return false;
    }
    this.#source?.stop();
    this.#voice?.stop();
    this.#source = opened;
    this.#voice = opened.clone();
    this.#voice.contentHint = 'speech';
    opened.addEventListener('ended', () => this.#lost('microphone', opened));
    this.level.listen(opened);
    void this.#senders?.microphone.replaceTrack(this.#voice).catch(() => undefined);
    this.#remember('microphone', opened);
    return true;
  }

  /** The chosen device first; when it is gone, whatever the browser thinks best. */
  async #capture(
    kind: 'microphone' | 'camera',
    constraints: (deviceId: string | null) => MediaStreamConstraints,
  ): Promise<MediaStreamTrack | DeviceProblem> {
    if (!navigator.mediaDevices?.getUserMedia) return window.isSecureContext ? 'unsupported' : 'insecure';
    const state = this.#state.get();
    const devices = kind === 'microphone' ? state.microphones : state.cameras;
    const wanted = pickDevice(devices, state.chosen[kind], this.#choices.labels[kind])?.id ?? null;
    const attempt = async (deviceId: string | null): Promise<MediaStreamTrack> => {
      const stream = await navigator.mediaDevices.getUserMedia(constraints(deviceId));
      const track = stream.getTracks()[0];
      if (!track) throw Object.assign(new Error('no track'), { name: 'NotFoundError' });
      return track;
    };
    try {
      return await attempt(state.chosen[kind] ? wanted : null);
    } catch (error) {
      if (!state.chosen[kind] || deviceProblem(error) === 'denied') return deviceProblem(error);
      return attempt(null).catch(deviceProblem);
    }
  }

  #replaceCamera(track: MediaStreamTrack | null): void {
    this.#state.get().cameraTrack?.stop();
    this.#state.patch({ cameraTrack: track });
    void this.#senders?.camera.replaceTrack(track).catch(() => undefined);
  }

  #remember(kind: 'microphone' | 'camera', track: MediaStreamTrack): void {
    const deviceId = track.getSettings().deviceId ?? null;
    this.#state.patch({
      chosen: { ...this.#state.get().chosen, [kind]: deviceId },
    });
    // Names of devices are told only after permission.
    void this.refresh();
  }

  /** Pulled out, or taken by another program: try another device at once, say so when there is none. */
  #lost(kind: 'microphone' | 'camera', track: MediaStreamTrack): void {
    const current = kind === 'microphone' ? this.#source : this.#state.get().cameraTrack;
    if (current !== track) return;
    const wasOn = this.#state.get()[kind].on;
    if (kind === 'microphone') {
      this.#source = null;
      void this.refresh().then(async () => {
        if (wasOn) await this.setMicrophone(true, false);
        if (!this.#source) this.#set('microphone', { on: false, busy: false, problem: 'lost' });
      });
    } else {
      this.#replaceCamera(null);
      void this.refresh().then(async () => {
        if (wasOn) await this.setCamera(true, false);
        if (!this.#state.get().cameraTrack) this.#set('camera', { on: false, busy: false, problem: 'lost' });
      });
    }
  }

  readonly #devicesChanged = (): void => {
    void this.refresh().then(() => {
      const { microphone, camera, microphones, cameras } = this.#state.get();
      const retry = (capture: Capture): boolean => capture.problem === 'missing' || capture.problem === 'lost';
      if (retry(microphone) && microphones.length > 0 && this.#choices.microphoneOn)
        void this.setMicrophone(true, false);
      if (retry(camera) && cameras.length > 0 && this.#choices.cameraOn) void this.setCamera(true, false);
    });
  };

  #watchTalking(): void {
    const muted = this.#source !== null && !this.#state.get().microphone.on;
    // Half a second of speech, so that a cough or a door does not count.
    this.#talkingFor = muted && this.level.read() > 0.35 ? this.#talkingFor + 1 : Math.max(0, this.#talkingFor - 0.25);
    this.#state.patch({
      talkingWhileMuted:
        muted && (this.#talkingFor >= 2 || (this.#state.get().talkingWhileMuted && this.#talkingFor > 0)),
    });
    this.#talkingFor = Math.min(this.#talkingFor, 4);
  }

  #set(which: 'microphone' | 'camera' | 'screen', part: Partial<Capture>): void {
    const before = this.#state.get()[which];
    const after = { ...before, ...part };
    if (before.on === after.on && before.busy === after.busy && before.problem === after.problem) return;
    this.#state.patch({ [which]: after });
    if (before.on !== after.on) this.onChange();
  }
}
