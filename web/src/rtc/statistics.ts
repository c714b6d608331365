import type { NetworkKind, QualityReport } from './protocol';
import { type Way, wayOf } from './way';

/** What is read out of getStats: counters of one moment, by mid for what is received. */
export interface Sample {
  at: number;
  rttMs: number;
  availableKbps: number;
  bytesReceived: number;
  bytesSent: number;
  /** Grows with every answered ICE check and every packet: stands still when the path is dead. */
  pulse: number;
  way: Way | null;
  packetsReceived: number;
  packetsLost: number;
  jitterMs: number;
  inbound: Map<
    string,
    {
      kind: string;
      frames: number;
      energy: number;
      freezeMs: number;
      width: number;
      height: number;
      packets: number;
      /** How often something was asked for again. */
      repairRequests: number;
    }
  >;
  uplink: { limitedBy: string; width: number; height: number; fps: number };
  /** What the machine has done with pictures and sound: counters of all of them together. */
  work: {
    isEncodingLimited: boolean;
    decoded: number;
    /** Decoded too late to be shown. */
    dropped: number;
    /** Of sound, and those of them that did not come in time. */
    samples: number;
    invented: number;
  };
}

interface AnyStat {
  type: string;
  kind?: string;
  mid?: string;
  [field: string]: unknown;
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

export function readSample(report: Iterable<AnyStat>, at: number): Sample {
  const stats = [...report];
  const sample: Sample = {
    at,
    rttMs: 0,
    availableKbps: 0,
    bytesReceived: 0,
    bytesSent: 0,
    pulse: 0,
    way: wayOf(stats),
    packetsReceived: 0,
    packetsLost: 0,
    jitterMs: 0,
    inbound: new Map(),
    uplink: { limitedBy: 'none', width: 0, height: 0, fps: 0 },
    work: { isEncodingLimited: false, decoded: 0, dropped: 0, samples: 0, invented: 0 },
  };
  const transport = stats.find((stat) => stat.type === 'transport');
  const selected = transport?.selectedCandidatePairId;
  for (const stat of stats) {
    if (stat.type === 'candidate-pair' && (selected === stat.id || (!selected && stat.nominated === true))) {
      sample.rttMs = Math.round(number(stat.currentRoundTripTime) * 1000);
      sample.availableKbps = Math.round(number(stat.availableOutgoingBitrate) / 1000);
      sample.bytesReceived = number(stat.bytesReceived);
      sample.bytesSent = number(stat.bytesSent);
      sample.pulse = number(stat.responsesReceived) + number(stat.packetsReceived) + sample.bytesReceived;
    } else if (stat.type === 'inbound-rtp') {
      sample.packetsReceived += number(stat.packetsReceived);
      sample.packetsLost += Math.max(0, number(stat.packetsLost));
      sample.jitterMs = Math.max(sample.jitterMs, Math.round(number(stat.jitter) * 1000));
      sample.work.decoded += number(stat.framesDecoded);
      sample.work.dropped += number(stat.framesDropped);
      sample.work.samples += number(stat.totalSamplesReceived);
      // What is silent is made up on purpose: nothing was sent.
      sample.work.invented += Math.max(0, number(stat.concealedSamples) - number(stat.silentConcealedSamples));
      if (stat.mid !== undefined) {
        sample.inbound.set(stat.mid, {
          kind: stat.kind ?? '',
          frames: number(stat.framesDecoded),
          energy: number(stat.totalAudioEnergy),
          freezeMs: Math.round(number(stat.totalFreezesDuration) * 1000),
          width: number(stat.frameWidth),
          height: number(stat.frameHeight),
          packets: number(stat.packetsReceived),
          repairRequests: number(stat.nackCount),
        });
      }
    } else if (stat.type === 'outbound-rtp' && stat.kind === 'video') {
      sample.work.isEncodingLimited ||= stat.qualityLimitationReason === 'cpu';
      if (number(stat.frameWidth) <= sample.uplink.width) continue;
      sample.uplink = {
        limitedBy: typeof stat.qualityLimitationReason === 'string' ? stat.qualityLimitationReason : 'none',
        width: number(stat.frameWidth),
        height: number(stat.frameHeight),
        fps: number(stat.framesPerSecond),
      };
    }
  }
  return sample;
}

/** What to tell the server about the time between two samples. */
export function qualityBetween(before: Sample, now: Sample, network: NetworkKind): QualityReport {
  const received = Math.max(0, now.packetsReceived - before.packetsReceived);
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  let frozenMs = 0;
  for (const [mid, slot] of now.inbound) {
    frozenMs = Math.max(frozenMs, slot.freezeMs - (before.inbound.get(mid)?.freezeMs ?? 0));
  }
  return {
    rttMs: now.rttMs,
    lossPercent: received + lost === 0 ? 0 : Math.round((1000 * lost) / (received + lost)) / 10,
    jitterMs: now.jitterMs,
    availableKbps: now.availableKbps,
    frozenMs: Math.max(0, frozenMs),
    network,
  };
}

/**
 * Follows each picture and says which ones stand still although something should flow.
 * Three seconds: a key frame is asked for and answered well within two, so a longer stop is worth telling the viewer.
 */
export class StallWatch {
  readonly #moved = new Map<string, { frames: number; at: number }>();
  static readonly limitMs = 3000;

  /** @param flowing mids of the slots that should show a moving picture now */
  observe(sample: Sample, flowing: readonly string[]): Set<string> {
    const stalled = new Set<string>();
    for (const mid of [...this.#moved.keys()]) if (!flowing.includes(mid)) this.#moved.delete(mid);
    for (const mid of flowing) {
      const frames = sample.inbound.get(mid)?.frames ?? 0;
      const last = this.#moved.get(mid);
      if (!last || frames !== last.frames) this.#moved.set(mid, { frames, at: sample.at });
      else if (sample.at - last.at >= StallWatch.limitMs) stalled.add(mid);
    }
    return stalled;
  }
}

/** For how long nothing at all has come over the network path, not even an answer to an ICE check. */
export class Pulse {
  #value = -1;
  #at = 0;

  observe(sample: Sample): void {
    if (sample.pulse !== this.#value) {
      this.#value = sample.pulse;
      this.#at = sample.at;
    }
  }

  silentForMs(now: number): number {
    return this.#value < 0 ? 0 : now - this.#at;
  }

  reset(): void {
    this.#value = -1;
  }
}

interface NetworkInformation extends EventTarget {
  type?: string;
}

export function connectionInformation(): NetworkInformation | undefined {
  return typeof navigator === 'undefined'
    ? undefined
    : (navigator as Navigator & { connection?: NetworkInformation }).connection;
}

/** Chromium tells the kind of network on some systems only; others tell nothing. */
export function networkKind(information: { type?: string } | undefined = connectionInformation()): NetworkKind {
  switch (information?.type) {
    case 'ethernet':
      return 'wired';
    case 'wifi':
      return 'wifi';
    case 'cellular':
      return 'cellular';
    default:
      return 'unknown';
  }
}
