import { qualityBetween, type Sample } from './statistics';
import { timingMarks } from './timings';

/** One look, as the server keeps it: numbers and words of a machine, nothing of a person. */
export interface ProblemMoment {
  ago: number;
  rttMs: number;
  lossPercent: number;
  jitterMs: number;
  availableKbps: number;
  frozenMs: number;
  receivedKbps: number;
  sentKbps: number;
  way: string | null;
  sentHeight: number;
  sentFps: number;
  limitedBy: string;
}

export interface ProblemReport {
  browser: string;
  screen: string;
  media: string;
  way: string | null;
  hubConnected: boolean;
  timings: Record<string, number>;
  history: ProblemMoment[];
}

/** The looks of the last ten minutes. */
export class LineHistory {
  static readonly most = 240;
  readonly #samples: Sample[] = [];

  add(sample: Sample): void {
    this.#samples.push(sample);
    if (this.#samples.length > LineHistory.most) this.#samples.shift();
  }

  moments(now: number): ProblemMoment[] {
    const moments: ProblemMoment[] = [];
    for (let i = 1; i < this.#samples.length; i++) {
      const [before, sample] = [this.#samples[i - 1], this.#samples[i]];
      // After a reconnection the counters begin anew, and a difference to the old ones says nothing.
      if (!before || !sample || sample.bytesReceived < before.bytesReceived) continue;
      const kbps = (bytes: number) => Math.max(0, Math.round((bytes * 8) / Math.max(1, sample.at - before.at)));
      const { rttMs, lossPercent, jitterMs, availableKbps, frozenMs } = qualityBetween(before, sample, 'unknown');
      moments.push({
        ago: Math.max(0, Math.round((now - sample.at) / 1000)),
        rttMs,
        lossPercent,
        jitterMs,
        availableKbps,
        frozenMs,
        receivedKbps: kbps(sample.bytesReceived - before.bytesReceived),
        sentKbps: kbps(sample.bytesSent - before.bytesSent),
        way: sample.way,
        sentHeight: sample.uplink.height,
        sentFps: Math.round(sample.uplink.fps),
        limitedBy: sample.uplink.limitedBy,
      });
    }
    return moments;
  }
}

/** Product and version only: the whole user agent is close to a fingerprint. */
export function browserName(userAgent: string): string {
  const product = /(Edg|Firefox|Chrome|Version)\/([\d]+)/.exec(userAgent);
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(userAgent);
  const name = product?.[1] === 'Version' ? 'Safari' : product?.[1];
  return `${name ?? 'other'} ${product?.[2] ?? ''} (${system?.[0] ?? 'other'})`;
}

export function problemReport(
  history: LineHistory,
  state: { media: string; way: string | null; hubConnected: boolean },
): ProblemReport {
  return {
    browser: browserName(navigator.userAgent),
    screen: `${window.screen.width}x${window.screen.height}`,
    ...state,
    timings: { ...timingMarks() },
    history: history.moments(performance.now()),
  };
}
