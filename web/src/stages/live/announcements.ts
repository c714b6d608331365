import type { Snapshot } from '../../rtc/protocol';

export type Announcement =
  | { key: 'joined' | 'left'; names: string }
  | { key: 'joinedMany' | 'leftMany'; count: number }
  | { key: 'floor' | 'handRaised' | 'screen' | 'chair'; name: string }
  | { key: 'floorYou' }
  | { key: 'message'; name: string; text: string };

/** More names than this are a number. */
const namesSpoken = 3;

/** What somebody who does not see the screen should hear about the time between two states of the room. */
export function announcementsBetween(before: Snapshot, now: Snapshot, chatOpen: boolean): Announcement[] {
  const said: Announcement[] = [];
  const nameOf = (id: string): string =>
    now.participants.find((participant) => participant.id === id)?.displayName ?? '';
  const crowd = (key: 'joined' | 'left', names: string[]): void => {
    if (names.length === 0) return;
    said.push(
      names.length > namesSpoken ? { key: `${key}Many`, count: names.length } : { key, names: names.join(', ') },
    );
  };
  const idsBefore = new Set(before.participants.map(({ id }) => id));
  const idsNow = new Set(now.participants.map(({ id }) => id));
  crowd(
    'joined',
    now.participants.filter(({ id }) => !idsBefore.has(id)).map(({ displayName }) => displayName),
  );
  crowd(
    'left',
    before.participants.filter(({ id }) => !idsNow.has(id)).map(({ displayName }) => displayName),
  );

  for (const id of now.floor) {
    if (before.floor.includes(id)) continue;
    said.push(id === now.you ? { key: 'floorYou' } : { key: 'floor', name: nameOf(id) });
  }
  for (const { participantId } of now.hands) {
    const wasUp = before.hands.some((hand) => hand.participantId === participantId);
    if (!wasUp && participantId !== now.you) said.push({ key: 'handRaised', name: nameOf(participantId) });
  }
  if (now.screenId && now.screenId !== before.screenId && now.screenId !== now.you) {
    said.push({ key: 'screen', name: nameOf(now.screenId) });
  }
  if (now.chairId && now.chairId !== before.chairId) said.push({ key: 'chair', name: nameOf(now.chairId) });
  if (!chatOpen) {
    const known = new Set(before.chat.map(({ id }) => id));
    for (const message of now.chat) {
      if (known.has(message.id) || message.participantId === now.you) continue;
      said.push({ key: 'message', name: message.displayName, text: message.text.slice(0, 120) });
    }
  }
  return said;
}
