import type { MediaOffer } from './protocol';
import type { Relays } from './relays';
import { readSample, type Sample } from './statistics';
import { cameraShare, type Relief } from './weakMachine';

/** How many receive slots of each kind this client offers; chosen once, for the life of the connection. */
export interface SlotPlan {
  audio: number;
  tiles: number;
}

/** Eleven others and oneself fill a grid of 4 × 3. */
export const pcSlots: SlotPlan = { audio: 3, tiles: 11 };
/** Five others and oneself fill a phone. */
export const phoneSlots: SlotPlan = { audio: 3, tiles: 5 };
/** The mini-PC of a site decodes the podium and a strip of three beside it. */
export const kioskSlots: SlotPlan = { audio: 3, tiles: 3 };

/**
 * Three layers of one picture, smallest first, so that the server can send each receiver what its tile and its line can take.
 * Bit rates are for 720p VP8: 180p at 150 kb/s is a readable tile, 360p at 500 kb/s a quarter screen, 720p at 1.7 Mb/s a podium.
 */
const cameraLayers: RTCRtpEncodingParameters[] = [
  { rid: 'l', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: 'h', scaleResolutionDownBy: 1, maxBitrate: 1_700_000 },
];

/**
 * VP9 holds all sizes in one stream, from which the server takes what each receiver can use. Told nothing, Chromium makes one stream of
 * the first, smallest layer alone, of VP9 and of AV1. AV1 stays with a stream for each size: of several in one, receivers that read no
 * dependency descriptors (Firefox) could be sent the smallest alone, and a size that nobody looks at could not rest.
 */
const oneStream = { scalabilityMode: 'L3T3_KEY', scaleResolutionDownBy: 1, maxBitrate: 1_700_000 };
const streamOfEach = { scalabilityMode: 'L1T3' };

/** Slides and documents need sharp edges more than motion. */
const screenLayers: RTCRtpEncodingParameters[] = [{ maxBitrate: 2_500_000 }];

export interface RemoteSlot {
  mid: string;
  kind: 'audio' | 'podium' | 'screen' | 'tile';
  stream: MediaStream;
}

export type PeerState = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

/**
 * One peer connection, offered once. Everything this client will ever send or receive has its place in the first offer:
 * devices come and go by replaceTrack, other people by what the server puts into the slots. Only ICE restarts re-offer.
 */
export class Peer {
  readonly connection: RTCPeerConnection;
  readonly slots: RemoteSlot[] = [];
  onState: (state: PeerState) => void = () => undefined;

  readonly #microphone: RTCRtpTransceiver;
  readonly #camera: RTCRtpTransceiver;
  readonly #screen: RTCRtpTransceiver;
  readonly #receivers: {
    kind: RemoteSlot['kind'];
    transceiver: RTCRtpTransceiver;
  }[] = [];
  readonly #relays: Relays;
  #closed = false;
  #cameraIsOneStream = false;
  #wantedLayers: readonly string[] = cameraLayers.map(({ rid }) => rid ?? '');
  #relief: Relief = 0;

  constructor(plan: SlotPlan, relays: Relays) {
    this.#relays = relays;
    const connection = new RTCPeerConnection(this.#configuration());
    this.connection = connection;
    this.#microphone = connection.addTransceiver('audio', {
      direction: 'sendonly',
    });
    this.#camera = connection.addTransceiver('video', {
      direction: 'sendonly',
      sendEncodings: cameraLayers,
    });
    this.#screen = connection.addTransceiver('video', {
      direction: 'sendonly',
      sendEncodings: screenLayers,
    });
    for (let n = 0; n < plan.audio; n++) this.#receive('audio');
    this.#receive('podium');
    this.#receive('screen');
    for (let n = 0; n < plan.tiles; n++) this.#receive('tile');
    connection.addEventListener('iceconnectionstatechange', () => this.#report());
    connection.addEventListener('connectionstatechange', () => this.#report());
  }

  get microphone(): RTCRtpSender {
    return this.#microphone.sender;
  }

  get camera(): RTCRtpSender {
    return this.#camera.sender;
  }

  get screen(): RTCRtpSender {
    return this.#screen.sender;
  }

  get state(): PeerState {
    if (this.#closed) return 'closed';
    const { connectionState, iceConnectionState } = this.connection;
    if (connectionState === 'failed' || iceConnectionState === 'failed') return 'failed';
    if (iceConnectionState === 'disconnected') return 'disconnected';
    return connectionState === 'connected' ? 'connected' : 'connecting';
  }

  /** The offer with the meaning of its m-lines. `restart` asks for a new path through the network for the same session. */
  async offer(restart = false): Promise<MediaOffer> {
    // A restart gathers anew, with the relays known by now.
    if (restart) this.connection.setConfiguration(this.#configuration());
    const description = await this.connection.createOffer({
      iceRestart: restart,
    });
    await this.connection.setLocalDescription(description);
    // No candidates are waited for: the server is ICE-lite and learns the client's address from its first check.
    const mids = (kind: RemoteSlot['kind']): string[] =>
      this.#receivers.filter((receiver) => receiver.kind === kind).map((receiver) => receiver.transceiver.mid ?? '');
    if (this.slots.length === 0) {
      for (const { kind, transceiver } of this.#receivers) {
        this.slots.push({
          mid: transceiver.mid ?? '',
          kind,
          stream: new MediaStream([transceiver.receiver.track]),
        });
      }
    }
    return {
      sdp: this.connection.localDescription?.sdp ?? description.sdp ?? '',
      send: {
        microphone: this.#microphone.mid,
        camera: this.#camera.mid,
        screen: this.#screen.mid,
      },
      receive: {
        audio: mids('audio'),
        podium: mids('podium')[0] ?? null,
        screen: mids('screen')[0] ?? null,
        tiles: mids('tile'),
      },
    };
  }

  async accept(answer: { sdp: string }): Promise<void> {
    await this.connection.setRemoteDescription({
      type: 'answer',
      sdp: answer.sdp,
    });
    await this.#shapeCamera();
  }

  /** What the camera sends depends on the codec, which only the answer tells. */
  async #shapeCamera(): Promise<void> {
    const parameters = this.camera.getParameters();
    const codec = parameters.codecs[0]?.mimeType.toLowerCase();
    if (this.#cameraIsOneStream || (codec !== 'video/vp9' && codec !== 'video/av1')) return;
    for (const [n, encoding] of parameters.encodings.entries()) {
      if (codec === 'video/av1') Object.assign(encoding, streamOfEach);
      else if (n === 0) Object.assign(encoding, oneStream);
      else encoding.active = false;
    }
    // A browser that knows no such modes refuses, or sends as it did.
    const done = await this.camera.setParameters(parameters).then(
      () => true,
      () => false,
    );
    this.#cameraIsOneStream = done && codec === 'video/vp9';
  }

  /** Whether an answer comes from the same media engine process as the one in force: its certificate lives as long as it does. */
  isSameServer(answer: { sdp: string }): boolean {
    const current = this.connection.currentRemoteDescription ?? this.connection.remoteDescription;
    return current === null || fingerprint(current.sdp) === fingerprint(answer.sdp);
  }

  /** Sends only these layers of the camera, by rid: nobody receives the others, and they cost this site's line and processor. */
  async sendCameraLayers(rids: readonly string[]): Promise<void> {
    this.#wantedLayers = rids;
    await this.#limitCamera();
  }

  /** Sends fewer, smaller and rarer pictures: the processor is the limit. The server gives up layers that do not come. */
  async relieve(relief: Relief): Promise<void> {
    this.#relief = relief;
    await this.#limitCamera();
  }

  async #limitCamera(): Promise<void> {
    const { sizes, framesPerSecond } = cameraShare(this.#relief);
    const sender = this.camera;
    const parameters = sender.getParameters();
    const before = JSON.stringify(parameters.encodings);
    for (const [n, encoding] of parameters.encodings.entries()) {
      if (framesPerSecond === null) delete encoding.maxFramerate;
      else encoding.maxFramerate = framesPerSecond;
      if (this.#cameraIsOneStream) {
        if (n === 0) encoding.scaleResolutionDownBy = 2 ** (cameraLayers.length - sizes);
        continue;
      }
      const isWanted = encoding.rid === undefined || this.#wantedLayers.includes(encoding.rid);
      // The smallest always goes on, as the server expects.
      encoding.active = isWanted && n < sizes;
    }
    if (JSON.stringify(parameters.encodings) === before) return;
    // A browser that refuses goes on sending all of them, which is only more than needed.
    await sender.setParameters(parameters).catch(() => undefined);
  }

  async sample(): Promise<Sample> {
    return readSample((await this.connection.getStats()).values(), performance.now());
  }

  /** How long pictures wait for what is repaired, by mid; null: as the browser thinks best. Browsers that cannot wait do as ever. */
  letWait(times: ReadonlyMap<string, number | null>): void {
    for (const { transceiver } of this.#receivers) {
      const time = times.get(transceiver.mid ?? '');
      if (time === undefined || !('jitterBufferTarget' in transceiver.receiver)) continue;
      if (transceiver.receiver.jitterBufferTarget !== time) transceiver.receiver.jitterBufferTarget = time;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onState = () => undefined;
    this.connection.close();
  }

  #configuration(): RTCConfiguration {
    return { bundlePolicy: 'max-bundle', iceServers: [...this.#relays.current] };
  }

  #receive(kind: RemoteSlot['kind']): void {
    const transceiver = this.connection.addTransceiver(kind === 'audio' ? 'audio' : 'video', { direction: 'recvonly' });
    this.#receivers.push({ kind, transceiver });
  }

  #report(): void {
    this.onState(this.state);
  }
}

function fingerprint(sdp: string): string | undefined {
  return /^a=fingerprint:(.+)$/m.exec(sdp)?.[1]?.trim().toLowerCase();
}
