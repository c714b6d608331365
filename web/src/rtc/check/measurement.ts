import type { DeviceProblem } from '../deviceProblems';
import type { Way } from '../way';

/** What a site finds out about itself; a part that was not measured is null. Nobody judges here: the limits are the server's. */
export interface SiteMeasurement {
  microphone: MicrophoneMeasurement | null;
  loudspeaker: LoudspeakerMeasurement | null;
  camera: CameraMeasurement | null;
  presentation: PresentationMeasurement | null;
  line: LineMeasurement | null;
  /** By another network card, where somebody has measured there; a browser cannot choose one. */
  backupLine: LineMeasurement | null;
  devices: DeviceSeen[];
  /** By how much this machine's clock is ahead of the server's; null: could not be told. */
  clockOffsetMs: number | null;
  problems: MeasuringProblem[];
}

/** Decibels of full scale: 0 is the loudest that can be recorded, −60 a quiet room. */
export interface MicrophoneMeasurement {
  /** Of the loudest tenth of the time: speech, where somebody spoke. */
  levelDb: number;
  /** The highest single sample. */
  peakDb: number;
  /** Of the quietest tenth of the time: what the room and the microphone make by themselves. */
  noiseDb: number;
  /** Of the time, 0–1: samples stood at the highest value there is. */
  clippedShare: number;
  label: string;
}

export interface LoudspeakerMeasurement {
  /** How far the sound that was played stands out of what the microphone hears without it; null: it was not found again. */
  heardDb: number | null;
  /** From the program to the loudspeaker, through the air, and from the microphone to the program. */
  delayMs: number | null;
  label: string;
}

export interface CameraMeasurement {
  width: number;
  height: number;
  framesPerSecond: number;
  /** Mean, 0 (black) – 1 (white). */
  brightness: number;
  /** Not a single picture differs from the one before. */
  isFrozen: boolean;
  /** Of one dark colour: a lens cover, or a camera that sends nothing. */
  isBlack: boolean;
  label: string;
}

export interface PresentationMeasurement {
  /** A window or screen was chosen and gives pictures. */
  isOffered: boolean;
  /** They have come back from the media engine. */
  isSeen: boolean;
}

export interface LineMeasurement {
  /** What the HTTPS port carries, directly or by the relay, is tcp; tls inside TLS. */
  way: 'udp' | 'tcp' | 'tls';
  upKbps: number;
  downKbps: number;
  roundTripMs: number;
  jitterMs: number;
  /** 0–1. */
  lossUp: number;
  lossDown: number;
  /** For how long was measured. */
  seconds: number;
}

export interface DeviceSeen {
  kind: 'microphone' | 'camera' | 'loudspeaker';
  label: string;
}

export type MeasuredPart = 'microphone' | 'loudspeaker' | 'camera' | 'presentation' | 'line' | 'clock';

/** Why a part is null, or is not to be relied on. */
export interface MeasuringProblem {
  part: MeasuredPart;
  code: ProblemCode;
}

/**
 * A device that could not be opened, or: `unreachable`: the server did not answer. `noConnection`: no way leads to the media engine.
 * `noRoom`: the server measures as many lines as it can. `soundHeldBack`: the browser plays nothing before a click. `hidden`: the page was
 * in the background. `interrupted`: it was put an end to.
 */
export type ProblemCode =
  | DeviceProblem
  | 'unreachable'
  | 'noConnection'
  | 'noRoom'
  | 'soundHeldBack'
  | 'hidden'
  | 'interrupted';

export function lineWay(way: Way): LineMeasurement['way'] {
  if (way === 'udp') return 'udp';
  return way === 'turns' ? 'tls' : 'tcp';
}
