import type { Delta, Slots, Snapshot } from './protocol';

/**
 * Applies a delta to the state it follows.
 * Returns null when a delta in between was missed: the caller then asks for the whole snapshot.
 * A delta that is already contained (an older version) leaves the state as it is.
 */
export function applyDelta(state: Snapshot, delta: Delta): Snapshot | null {
  if (delta.version <= state.version) return state;
  if (delta.version !== state.version + 1) return null;

  const next: Snapshot = { ...state, ...delta.set, version: delta.version };
  if (delta.participants || delta.left) {
    const left = new Set(delta.left);
    const changed = new Map((delta.participants ?? []).map((participant) => [participant.id, participant]));
    const kept = state.participants.filter((participant) => !left.has(participant.id));
    next.participants = kept.map((participant) => changed.get(participant.id) ?? participant);
    const known = new Set(kept.map((participant) => participant.id));
    for (const participant of changed.values()) {
      if (!known.has(participant.id) && !left.has(participant.id)) next.participants.push(participant);
    }
  }
  if (delta.chat) {
    const known = new Set(state.chat.map((message) => message.id));
    next.chat = [...state.chat, ...delta.chat.filter((message) => !known.has(message.id))];
  }
  if (delta.waiting) next.waiting = delta.waiting;
  return next;
}

/** Slots have their own version, because they are sent to one client and deltas to all. */
export function applySlots(state: Snapshot, slots: Slots): Snapshot {
  return slots.version < state.slots.version ? state : { ...state, slots };
}
