import type { Page } from '@playwright/test';

/** What came from one participant, from the second poll on: each entry is what was added between two polls. */
export interface Stream {
  /** Milliseconds of the page's clock, when the poll was answered. */
  at: number[];
  frames: number[];
  /** Samples of sound played, at 48 kHz, concealment included. */
  samples: number[];
  concealed: number[];
  /** Times that the picture stood still for the eye, as the browser counts them. */
  freezes: number[];
}

type Reception = Record<string, Stream>;

/** Looks at what a page receives, ten times a second, for so long; by name of the participant it comes from. */
export function receptionDuring(page: Page, seconds: number): Promise<Reception> {
  return page.evaluate(async (milliseconds) => {
    interface Snapshot {
      slots: { items: { mid: string; participantId: string | null }[] };
      participants: { id: string; displayName: string }[];
    }
    type Counters = { kind: string } & Record<'frames' | 'samples' | 'concealed' | 'freezes', number>;
    const connection = (window.kept ?? []).find(({ connectionState }) => connectionState === 'connected');
    if (!connection) throw new Error('not connected');
    const count = async () => {
      const found = new Map<string, Counters>();
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type !== 'inbound-rtp') continue;
        found.set(stat.mid, {
          kind: stat.kind,
          frames: stat.framesDecoded ?? 0,
          samples: stat.totalSamplesReceived ?? 0,
          concealed: stat.concealedSamples ?? 0,
          freezes: stat.freezeCount ?? 0,
        });
      }
      return found;
    };
    const found: Reception = {};
    const end = performance.now() + milliseconds;
    let before = await count();
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = await count();
      const at = performance.now();
      const snapshot = (window.diemcau?.state() as { snapshot: Snapshot | null } | undefined)?.snapshot;
      if (!snapshot) throw new Error('not in the room');
      for (const { id, displayName } of snapshot.participants) {
        found[displayName] ??= { at: [], frames: [], samples: [], concealed: [], freezes: [] };
        const stream = found[displayName];
        const mids = snapshot.slots.items.filter(({ participantId }) => participantId === id).map(({ mid }) => mid);
        const added = (name: 'frames' | 'samples' | 'concealed' | 'freezes') =>
          mids.reduce((sum, mid) => sum + (now.get(mid)?.[name] ?? 0) - (before.get(mid)?.[name] ?? 0), 0);
        stream.at.push(at);
        for (const name of ['frames', 'samples', 'concealed', 'freezes'] as const) stream[name].push(added(name));
      }
      before = now;
    }
    return found;
  }, seconds * 1000);
}

/** What a page's camera gave and its encoder made of it, from the second poll on: each entry is what was added between two polls. */
export interface Sent {
  /** Milliseconds of the page's clock, when the poll was answered. */
  at: number[];
  captured: number[];
  /** Of the stream that has most frames; of sizes in one stream each may count. */
  encoded: number[];
}

/** Looks at what a page sends of its pictures, ten times a second, for so long: how much a busy machine's encoders can do. */
export function sendingDuring(page: Page, seconds: number): Promise<Sent> {
  return page.evaluate(async (milliseconds) => {
    const connection = (window.kept ?? []).find(({ connectionState }) => connectionState === 'connected');
    if (!connection) throw new Error('not connected');
    const count = async () => {
      const found = { captured: 0, encoded: 0 };
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type === 'media-source' && stat.kind === 'video') found.captured += stat.frames ?? 0;
        if (stat.type === 'outbound-rtp' && stat.kind === 'video')
          found.encoded = Math.max(found.encoded, stat.framesEncoded ?? 0);
      }
      return found;
    };
    const sent: Sent = { at: [], captured: [], encoded: [] };
    const end = performance.now() + milliseconds;
    let before = await count();
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = await count();
      sent.at.push(performance.now());
      sent.captured.push(now.captured - before.captured);
      sent.encoded.push(now.encoded - before.encoded);
      before = now;
    }
    return sent;
  }, seconds * 1000);
}

export const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * The longest time, in milliseconds, for which polls saw nothing added. What a busy machine does to the polls themselves does not
 * count: something that came between two late polls is seen by the second.
 */
export function longestStandstill(at: number[], added: number[]): number {
  let longest = 0;
  let since = at[0] ?? 0;
  for (const [n, count] of added.entries()) {
    const now = at[n] ?? 0;
    if (count > 0) since = now;
    longest = Math.max(longest, now - since);
  }
  return longest;
}
