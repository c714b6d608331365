import type { View } from './protocol';
import type { Sample } from './statistics';

/** How hard the machine had to work between two looks. */
export interface MachineLoad {
  /** The encoder gave up size or frames because the processor was the limit. */
  isEncodingLimited: boolean;
  /** Of the pictures that came, 0–1, those that were decoded too late to be shown. */
  droppedShare: number;
  /** Of the sound that was played, 0–1, what the browser had to invent although nothing was lost on the way. */
  inventedShare: number;
  /** By how much the page itself was late. */
  lateMs: number;
}

/** Few pictures tell nothing: one late one of five is no fifth. */
const fewestPictures = 20;
/** What is lost on the line is missing at the decoder, too. */
const mostLost = 0.02;

export function loadBetween(before: Sample, now: Sample, lateMs: number): MachineLoad {
  const received = now.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const isLineToBlame = received + lost > 0 && lost / (received + lost) > mostLost;
  const [a, b] = [before.work, now.work];
  const pictures = b.decoded + b.dropped - a.decoded - a.dropped;
  const samples = b.samples - a.samples;
  return {
    isEncodingLimited: b.isEncodingLimited,
    droppedShare: isLineToBlame || pictures < fewestPictures ? 0 : Math.max(0, b.dropped - a.dropped) / pictures,
    inventedShare: isLineToBlame || samples <= 0 ? 0 : Math.max(0, b.invented - a.invented) / samples,
    lateMs,
  };
}

/** 0: as in the room. 1: half the size and fewer tiles. 2: the smallest picture, and the podium with a few. 3: the podium alone. */
export type Relief = 0 | 1 | 2 | 3;

const strained = { droppedShare: 0.1, inventedShare: 0.03, lateMs: 350 };
/** So much that the next seconds freeze. */
const overwhelmed = { droppedShare: 0.3, inventedShare: 0.15, lateMs: 1200 };

/** A program that starts takes the processor for a moment. */
const looksBeforeLess = 2;
const calmBeforeMoreMs = 30_000;
const longestCalmMs = 480_000;
/** Strain so soon after more was taken on came of that. */
const relapseMs = 40_000;

/** Decides how much a machine is relieved of: quickly less, slowly more, and more slowly each time that more was too much. */
export class WeakMachine {
  #relief: Relief = 0;
  #strainedLooks = 0;
  #calmSince: number | null = null;
  #calmNeeded = calmBeforeMoreMs;
  #raisedAt = Number.NEGATIVE_INFINITY;

  get relief(): Relief {
    return this.#relief;
  }

  observe(load: MachineLoad, nowMs: number): Relief {
    if (exceeds(load, overwhelmed)) this.#less(nowMs);
    else if (load.isEncodingLimited || exceeds(load, strained)) {
      this.#calmSince = null;
      if (++this.#strainedLooks >= looksBeforeLess) this.#less(nowMs);
    } else this.#rest(nowMs);
    return this.#relief;
  }

  #less(nowMs: number): void {
    this.#strainedLooks = 0;
    this.#calmSince = null;
    if (this.#relief === 3) return;
    if (nowMs - this.#raisedAt < relapseMs) this.#calmNeeded = Math.min(longestCalmMs, this.#calmNeeded * 2);
    this.#relief = (this.#relief + 1) as Relief;
  }

  #rest(nowMs: number): void {
    this.#strainedLooks = 0;
    if (this.#relief === 0) return;
    this.#calmSince ??= nowMs;
    if (nowMs - this.#calmSince < this.#calmNeeded) return;
    this.#relief = (this.#relief - 1) as Relief;
    this.#raisedAt = nowMs;
    this.#calmSince = null;
  }
}

function exceeds(load: MachineLoad, limit: Omit<MachineLoad, 'isEncodingLimited'>): boolean {
  return (
    load.droppedShare > limit.droppedShare || load.inventedShare > limit.inventedShare || load.lateMs > limit.lateMs
  );
}

/** Of the camera's sizes, smallest first, how many are sent; and how many pictures a second. */
export function cameraShare(relief: Relief): { sizes: number; framesPerSecond: number | null } {
  return [
    { sizes: 3, framesPerSecond: null },
    { sizes: 2, framesPerSecond: 24 },
    { sizes: 1, framesPerSecond: 15 },
    { sizes: 1, framesPerSecond: 12 },
  ][relief] as { sizes: number; framesPerSecond: number | null };
}

const shares = [
  { tiles: Number.POSITIVE_INFINITY, podium: Number.POSITIVE_INFINITY, tile: Number.POSITIVE_INFINITY },
  { tiles: 4, podium: 720, tile: 180 },
  { tiles: 2, podium: 360, tile: 180 },
  { tiles: 0, podium: 360, tile: 0 },
];

/** What is asked for instead: the podium and a shared screen stay, tiles go first. Heights are in device pixels. */
export function relieved(view: View, relief: Relief): View {
  const share = shares[relief];
  if (relief === 0 || !share) return view;
  const within = <T extends { width: number; height: number }>(size: T, most: number): T => {
    if (size.height <= most) return size;
    return { ...size, width: Math.round((size.width * most) / size.height), height: most };
  };
  return {
    podium: view.podium && within(view.podium, share.podium),
    // Slides that cannot be read are no slides.
    screen: view.screen,
    tiles: view.tiles.slice(0, share.tiles).map((tile) => within(tile, share.tile)),
  };
}
