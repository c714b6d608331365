import { expect, it } from 'vitest';
import type { Participant, Snapshot } from '../../rtc/protocol';
import { announcementsBetween } from './announcements';

const room = (names: string[], more: Partial<Snapshot> = {}): Snapshot =>
  ({
    you: 'a',
    participants: names.map((id) => ({ id, displayName: id.toUpperCase() }) as Participant),
    floor: [],
    floorSince: {},
    hands: [],
    chat: [],
    screenId: null,
    chairId: 'a',
    ...more,
  }) as unknown as Snapshot;

it('names those who come and go, and only counts a crowd', () => {
  expect(announcementsBetween(room(['a', 'b']), room(['a', 'c']), false)).toEqual([
    { key: 'joined', names: 'C' },
    { key: 'left', names: 'B' },
  ]);
  expect(announcementsBetween(room(['a']), room(['a', 'b', 'c', 'd', 'e']), false)).toEqual([
    { key: 'joinedMany', count: 4 },
  ]);
});

it('says who got the floor, and says it to oneself differently', () => {
  expect(announcementsBetween(room(['a', 'b']), room(['a', 'b'], { floor: ['a', 'b'] }), false)).toEqual([
    { key: 'floorYou' },
    { key: 'floor', name: 'B' },
  ]);
});

it('reads messages of others aloud only while the chat is closed', () => {
  const after = room(['a', 'b'], {
    chat: [{ id: '1', participantId: 'b', displayName: 'B', text: 'Xin phép trình bày', at: '' }],
  });
  expect(announcementsBetween(room(['a', 'b']), after, false)).toHaveLength(1);
  expect(announcementsBetween(room(['a', 'b']), after, true)).toHaveLength(0);
});
