import { describe, expect, it } from 'vitest';
import type { Participant, Snapshot } from './protocol';
import { applyDelta, applySlots } from './roster';

const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  displayName: `Điểm cầu ${id}`,
  unitId: null,
  unitName: null,
  site: null,
  role: 'member',
  joinedAt: '2026-11-20T01:00:00Z',
  microphone: false,
  camera: false,
  screen: false,
  mutedByChair: false,
  mayUnmute: true,
  line: 'unknown',
  connection: { state: 'connected', quality: 'good', reason: null },
  ...more,
});

const state = (): Snapshot => ({
  version: 7,
  conferenceId: 'c',
  occasion: { kind: 'room', id: 'r' },
  name: 'Giao ban',
  unitName: 'Văn phòng',
  you: 'a',
  powers: { directs: false, presides: false, keepsOrder: false, units: null },
  mode: 'discussion',
  mutes: 'open',
  session: null,
  openedAt: '2026-11-20T01:00:00Z',
  serverTime: '2026-11-20T01:00:00Z',
  chairId: 'a',
  locked: false,
  waitingRoom: false,
  selfUnmute: true,
  layout: 'podium',
  podium: { participantId: null, pinned: false },
  screenId: null,
  activeSpeakerId: null,
  floor: [],
  floorSince: {},
  hands: [],
  participants: [person('a'), person('b')],
  waiting: [],
  chat: [
    {
      id: 'm1',
      participantId: 'a',
      displayName: 'a',
      text: 'Xin chào',
      at: '2026-11-20T01:00:00Z',
    },
  ],
  slots: { version: 3, items: [] },
});

describe('applyDelta', () => {
  it('sets what changed and keeps the rest', () => {
    const next = applyDelta(state(), {
      version: 8,
      set: { locked: true, podium: { participantId: 'b', pinned: true } },
    });
    expect(next).toMatchObject({
      version: 8,
      locked: true,
      podium: { participantId: 'b' },
      name: 'Giao ban',
    });
  });

  it('updates, adds and removes participants and keeps their order', () => {
    const next = applyDelta(state(), {
      version: 8,
      participants: [person('c'), person('a', { microphone: true })],
      left: ['b'],
    });
    expect(next?.participants.map((p) => [p.id, p.microphone])).toEqual([
      ['a', true],
      ['c', false],
    ]);
  });

  it('appends chat once, even when a message comes twice', () => {
    const message = {
      id: 'm2',
      participantId: 'b',
      displayName: 'b',
      text: 'Rõ',
      at: '2026-11-20T01:00:05Z',
    };
    const once = applyDelta(state(), { version: 8, chat: [message] });
    const twice = once && applyDelta(once, { version: 9, chat: [message] });
    expect(twice?.chat.map((m) => m.id)).toEqual(['m1', 'm2']);
  });

  it('says when a delta in between was missed', () => {
    expect(applyDelta(state(), { version: 9, set: { locked: true } })).toBeNull();
  });

  it('ignores a delta the snapshot already contains', () => {
    const before = state();
    expect(applyDelta(before, { version: 7, set: { locked: true } })).toBe(before);
  });

  it('does not touch the state it was given', () => {
    const before = state();
    applyDelta(before, { version: 8, left: ['a'], chat: [] });
    expect(before).toEqual(state());
  });
});

describe('applySlots', () => {
  it('ignores slots that are older than those in force', () => {
    const before = state();
    expect(applySlots(before, { version: 2, items: [] })).toBe(before);
    expect(applySlots(before, { version: 4, items: [] }).slots.version).toBe(4);
  });
});
