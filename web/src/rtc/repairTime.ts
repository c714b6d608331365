import type { Sample } from './statistics';

/**
 * A browser shows a picture when it is due, and skips the frames that no other depends on when a part of theirs is still missing: repairing
 * them takes a round trip or more, and of a line that loses a tenth both ways a third of the frames is lost like this. Given time, nearly
 * all of them are shown. It costs delay, so only pictures that often have to be repaired get it.
 */
const often = 0.08;
const seldom = 0.03;
/** Fewer packets say little. */
const fewest = 40;
const calmMs = 30_000;
/** The publisher's line is repaired first, then this one; each may need a second or third try. */
const onceMs = 150;
const roundTrips = 2.5;
const mostMs = 500;

/** How long each picture waits for what its lines have lost. */
export class RepairTime {
  readonly #before = new Map<string, { packets: number; requests: number }>();
  readonly #calmSince = new Map<string, number>();

  /** @returns by mid: milliseconds to wait; null: as the browser thinks best. Only slots for which that changes or that wait. */
  observe(sample: Sample): Map<string, number | null> {
    const times = new Map<string, number | null>();
    for (const [mid, { kind, packets, repairRequests: requests }] of sample.inbound) {
      if (kind !== 'video') continue;
      const before = this.#before.get(mid) ?? { packets, requests };
      const came = packets - before.packets;
      if (came < fewest && this.#before.has(mid)) {
        if (this.#calmSince.has(mid)) times.set(mid, this.#wait(sample));
        continue;
      }
      this.#before.set(mid, { packets, requests });
      const share = came > 0 ? (requests - before.requests) / came : 0;
      if (share >= often || (share >= seldom && this.#calmSince.has(mid))) this.#calmSince.set(mid, sample.at);
      const since = this.#calmSince.get(mid);
      if (since === undefined) continue;
      if (sample.at - since < calmMs) times.set(mid, this.#wait(sample));
      else {
        this.#calmSince.delete(mid);
        times.set(mid, null);
      }
    }
    return times;
  }

  /** Another connection counts anew. */
  reset(): void {
    this.#before.clear();
    this.#calmSince.clear();
  }

  #wait({ rttMs }: Sample): number {
    return Math.round(Math.min(mostMs, onceMs + roundTrips * rttMs));
  }
}
