import { quantile } from './soundLevel';

/** Counters of one moment, both ways. */
export interface LineMoment {
  atMs: number;
  /** What the browser's own estimator believes that it can send; null where it tells none. */
  availableKbps: number | null;
  roundTripMs: number;
  /** Variation of what arrives at the server, as its reports tell. */
  jitterMs: number;
  sent: number;
  sentLost: number;
}

interface AnyStat {
  type: string;
  id?: string;
  [field: string]: unknown;
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** What getStats of a connection that sends pictures says of its line. */
export function readMoment(report: Iterable<AnyStat>, atMs: number): LineMoment {
  const stats = [...report];
  const selected = stats.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pair = stats.find(
    ({ type, id, nominated }) => type === 'candidate-pair' && (selected ? selected === id : nominated),
  );
  const available = pair?.availableOutgoingBitrate;
  const moment: LineMoment = {
    atMs,
    availableKbps: typeof available === 'number' ? Math.round(available / 1000) : null,
    roundTripMs: number(pair?.currentRoundTripTime) * 1000,
    jitterMs: 0,
    sent: 0,
    sentLost: 0,
  };
  for (const stat of stats) {
    if (stat.type === 'outbound-rtp') moment.sent += number(stat.packetsSent);
    if (stat.type !== 'remote-inbound-rtp') continue;
    moment.sentLost += Math.max(0, number(stat.packetsLost));
    moment.jitterMs = Math.max(moment.jitterMs, number(stat.jitter) * 1000);
  }
  return moment;
}

export interface LineFigures {
  upKbps: number;
  roundTripMs: number;
  jitterMs: number;
  lossUp: number;
}

/**
 * From the moments after the estimate has settled.
 * @param arrivedKbps what came at the server, for a browser that tells no estimate
 * @param mostKbps more is not asked for, and not said
 */
export function figuresOf(moments: readonly LineMoment[], arrivedKbps: number, mostKbps: number): LineFigures | null {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last || first === last) return null;
  const available = moments.flatMap(({ availableKbps }) => (availableKbps === null ? [] : [availableKbps]));
  const up = available.length > 0 ? quantile(available, 0.5) : arrivedKbps;
  const sent = last.sent - first.sent;
  const trips = moments.map(({ roundTripMs }) => roundTripMs);
  return {
    upKbps: Math.round(Math.min(mostKbps, up)),
    // The queue that measuring itself fills is not the line's.
    roundTripMs: Math.round(Math.min(...trips)),
    jitterMs: Math.round(
      quantile(
        moments.map(({ jitterMs }) => jitterMs),
        0.5,
      ),
    ),
    lossUp: share(last.sentLost - first.sentLost, sent),
  };
}

/** 0–1, to a thousandth. */
export function share(lost: number, of: number): number {
  return of <= 0 ? 0 : Math.min(1, Math.max(0, Math.round((1000 * lost) / of) / 1000));
}
