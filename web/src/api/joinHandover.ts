/**
 * What was typed before the room page opens, handed to it in memory only:
 * a password has no place in an address, in the history or in storage.
 */
export interface JoinHandover {
  password: string | null;
}

const waiting = new Map<string, JoinHandover>();

/** Keeps what was typed for the room page that opens next. */
export function handOver(roomId: string, handover: JoinHandover): void {
  waiting.set(roomId, handover);
}

/** Takes what was handed over for this room; a second call, or a reload of the page, gives null. */
export function takeHandover(roomId: string): JoinHandover | null {
  const handover = waiting.get(roomId) ?? null;
  waiting.delete(roomId);
  return handover;
}
