import { describe, expect, it } from 'vitest';
import type { Participant, Snapshot } from '../../rtc/protocol';
import { arrange, pack, slotFor, viewOf } from './arrangement';

const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  displayName: id,
  unitId: null,
  unitName: null,
  site: null,
  role: 'member',
  joinedAt: `2026-11-20T01:00:${id.padStart(2, '0')}Z`,
  microphone: false,
  camera: true,
  screen: false,
  mutedByChair: false,
  mayUnmute: true,
  line: 'unknown',
  connection: { state: 'connected', quality: 'good', reason: null },
  ...more,
});

const meeting = (count: number, more: Partial<Snapshot> = {}): Snapshot => ({
  version: 1,
  conferenceId: 'c',
  occasion: { kind: 'room', id: 'r' },
  name: 'Giao ban',
  unitName: 'Văn phòng',
  you: '1',
  powers: { directs: false, presides: false, keepsOrder: false, units: null },
  mode: 'discussion',
  mutes: 'open',
  session: null,
  openedAt: '',
  serverTime: '',
  chairId: '2',
  locked: false,
  waitingRoom: false,
  selfUnmute: true,
  layout: 'podium',
  podium: { participantId: '3', pinned: false },
  screenId: null,
  activeSpeakerId: null,
  floor: [],
  floorSince: {},
  hands: [],
  participants: Array.from({ length: count }, (_, n) => person(String(n + 1), n === 1 ? { role: 'chair' } : {})),
  waiting: [],
  chat: [],
  slots: { version: 1, items: [] },
  ...more,
});

const podium = { layout: 'podium', room: 3, page: 0, pinned: null } as const;
const ids = (people: Participant[]) => people.map((participant) => participant.id);

describe('arrange', () => {
  it('shows the podium large and the others small, oneself first', () => {
    const { main, tiles, hidden } = arrange(meeting(6), podium);
    expect(main).toEqual({ kind: 'camera', participantId: '3' });
    expect(ids(tiles)).toEqual(['1', '2', '4']);
    expect(hidden).toBe(2);
  });

  it('gives the last tile to somebody who speaks and has none, and moves nobody else', () => {
    expect(ids(arrange(meeting(6, { activeSpeakerId: '6' }), podium).tiles)).toEqual(['1', '2', '6']);
    expect(ids(arrange(meeting(6, { activeSpeakerId: '2' }), podium).tiles)).toEqual(['1', '2', '4']);
  });

  it('shows a shared screen large, whoever is on the podium', () => {
    expect(arrange(meeting(4, { screenId: '4' }), podium).main).toEqual({ kind: 'screen', participantId: '4' });
    expect(arrange(meeting(4, { screenId: '4' }), { ...podium, layout: 'grid' }).main?.kind).toBe('screen');
  });

  it('does not show those on the podium to themselves while others are there', () => {
    expect(arrange(meeting(3, { podium: { participantId: '1', pinned: true } }), podium).main?.participantId).toBe('2');
    expect(arrange(meeting(1, { podium: { participantId: '1', pinned: true } }), podium).main?.participantId).toBe('1');
  });

  it('keeps whom those on the podium were looking at', () => {
    const onPodium = meeting(5, { podium: { participantId: '1', pinned: false }, activeSpeakerId: '5' });
    const before = { kind: 'camera', participantId: '4' } as const;
    expect(arrange(onPodium, { ...podium, before }).main).toEqual(before);
    expect(arrange(onPodium, { ...podium, before: { kind: 'camera', participantId: '9' } }).main?.participantId).toBe(
      '5',
    );
  });

  it('lets one pin somebody, until that one leaves', () => {
    const pinned = { kind: 'camera', participantId: '4' } as const;
    expect(arrange(meeting(4), { ...podium, pinned }).main).toEqual(pinned);
    expect(arrange(meeting(3), { ...podium, pinned }).main?.participantId).toBe('3');
  });

  it('turns pages in the grid and stays on the last one when people leave', () => {
    const grid = { layout: 'grid', room: 4, page: 2, pinned: null } as const;
    expect(ids(arrange(meeting(10), grid).tiles)).toEqual(['9', '10']);
    expect(arrange(meeting(5), grid)).toMatchObject({ page: 1, pages: 2 });
  });
});

describe('pack', () => {
  it('fills a screen with equal tiles', () => {
    expect(pack(12, { width: 1920, height: 960 }, 8)).toMatchObject({ columns: 4, rows: 3 });
    expect(pack(2, { width: 360, height: 560 }, 8)).toMatchObject({ columns: 1, rows: 2 });
    expect(pack(1, { width: 1280, height: 720 }, 8)).toMatchObject({ width: 1280, height: 720 });
  });

  it('gives nothing where there is no room', () => {
    expect(pack(3, { width: 0, height: 0 }, 8)).toMatchObject({ width: 0, height: 0 });
  });
});

describe('viewOf', () => {
  it('asks for what is shown only, in device pixels, in order of importance', () => {
    const snapshot = meeting(5);
    const sizes = { main: { width: 800, height: 450 }, tile: { width: 160, height: 90 } };
    expect(viewOf(snapshot, arrange(snapshot, podium), sizes, 2)).toEqual({
      podium: { width: 1600, height: 900 },
      screen: null,
      tiles: [
        { participantId: '2', width: 320, height: 180 },
        { participantId: '4', width: 320, height: 180 },
      ],
    });
  });

  it('asks for somebody pinned in a tile slot, large', () => {
    const snapshot = meeting(4);
    const pinned = { kind: 'camera', participantId: '4' } as const;
    const sizes = { main: { width: 800, height: 450 }, tile: { width: 160, height: 90 } };
    const view = viewOf(snapshot, arrange(snapshot, { ...podium, pinned }), sizes, 1);
    expect(view.podium).toBeNull();
    expect(view.tiles[0]).toEqual({ participantId: '4', width: 800, height: 450 });
  });
});

it('finds the slot in which somebody flows, the large one for the large picture', () => {
  const item = (mid: string, kind: 'podium' | 'tile') => ({
    mid,
    kind,
    participantId: '3',
    source: 'camera' as const,
    paused: null,
  });
  const snapshot = meeting(3, { slots: { version: 1, items: [item('6', 'podium'), item('8', 'tile')] } });
  const subject = { kind: 'camera', participantId: '3' } as const;
  expect(slotFor(snapshot, subject, true)).toBe('6');
  expect(slotFor(snapshot, subject, false)).toBe('8');
  expect(slotFor(snapshot, { kind: 'camera', participantId: '2' }, true)).toBeNull();
});
