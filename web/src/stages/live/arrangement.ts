import type { ConferenceLayout, Participant, Size, Snapshot, View } from '../../rtc/protocol';

export type LayoutName = ConferenceLayout;

/** Another's screen, or a participant's camera. */
export type Subject = { kind: 'camera'; participantId: string } | { kind: 'screen'; participantId: string };

export interface Arrangement {
  /** The large picture; null in the grid. */
  main: Subject | null;
  /** As large, beside it: the podium beside the shared screen. */
  beside: Participant | null;
  tiles: Participant[];
  /** How many participants have no tile on this page. */
  hidden: number;
  page: number;
  pages: number;
}

export interface Space {
  layout: LayoutName;
  /** How many tiles have room. */
  room: number;
  page: number;
  pinned: Subject | null;
  /** Who was large before: stays large while one is on the podium oneself. */
  before?: Subject | null;
}

/** Who is shown large and small. Tiles keep their places while people talk: only somebody who has no tile takes the last one. */
export function arrange(snapshot: Snapshot, space: Space): Arrangement {
  const { you, participants } = snapshot;
  const inOrder = [...participants].sort(byRank(snapshot));
  if (space.layout === 'grid' && !snapshot.screenId && space.pinned === null) {
    const room = Math.max(1, space.room);
    const pages = Math.max(1, Math.ceil(inOrder.length / room));
    const page = Math.min(space.page, pages - 1);
    const tiles = inOrder.slice(page * room, (page + 1) * room);
    return { main: null, beside: null, tiles, hidden: inOrder.length - tiles.length, page, pages };
  }
  const main = chooseMain(snapshot, space.pinned, space.before ?? null);
  const beside =
    space.layout === 'podiumAndContent' && main?.kind === 'screen'
      ? (participants.find(({ id }) => id === snapshot.podium.participantId && id !== you) ?? null)
      : null;
  const others = inOrder.filter(
    (participant) => participant !== beside && !(main?.kind === 'camera' && main.participantId === participant.id),
  );
  // The shared screen alone: whoever reads a table wants the whole width.
  const room = space.layout === 'content' && main?.kind === 'screen' ? 0 : space.room;
  const tiles = others.slice(0, room);
  const speaker = others.find((participant) => participant.id === snapshot.activeSpeakerId);
  if (speaker && tiles.length > 0 && !tiles.includes(speaker)) {
    // One's own tile and the person on the podium stay; the last of the rest gives way.
    const last = tiles.findLastIndex((participant) => participant.id !== you);
    if (last >= 0) tiles[last] = speaker;
  }
  return { main, beside, tiles, hidden: room === 0 ? 0 : others.length - tiles.length, page: 0, pages: 1 };
}

function chooseMain(snapshot: Snapshot, pinned: Subject | null, before: Subject | null): Subject | null {
  const { you, screenId, podium, activeSpeakerId, chairId, participants } = snapshot;
  const present = (id: string | null): id is string =>
    id !== null && participants.some((participant) => participant.id === id);
  if (pinned && present(pinned.participantId) && (pinned.kind === 'camera' || pinned.participantId === screenId))
    return pinned;
  if (present(screenId) && screenId !== you) return { kind: 'screen', participantId: screenId };
  // Whoever stands on the podium looks at the room, not at themselves.
  const candidates = [
    podium.participantId,
    before?.kind === 'camera' ? before.participantId : null,
    activeSpeakerId,
    chairId,
    ...participants.map((participant) => participant.id),
  ];
  const other = candidates.find((id): id is string => present(id) && id !== you);
  if (screenId === you && !other) return { kind: 'screen', participantId: you };
  return { kind: 'camera', participantId: other ?? you };
}

/** Oneself first, so that one's own picture has a fixed place; then the podium, the floor, the chair, and by arrival. */
function byRank(snapshot: Snapshot): (a: Participant, b: Participant) => number {
  const rank = ({ id, role }: Participant): number => {
    if (id === snapshot.you) return 0;
    if (id === snapshot.podium.participantId && snapshot.podium.pinned) return 1;
    if (snapshot.floor.includes(id)) return 2;
    return role === 'chair' ? 3 : 4;
  };
  return (a, b) => rank(a) - rank(b) || a.joinedAt.localeCompare(b.joinedAt) || a.id.localeCompare(b.id);
}

export interface Packing extends Size {
  columns: number;
  rows: number;
}

const ratio = 16 / 9;

/** The largest equal tiles that fit: tries every number of columns. Tiles may be a little higher than 16:9 to fill a phone. */
export function pack(count: number, area: Size, gap: number): Packing {
  let best: Packing = { columns: 1, rows: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const widest = (area.width - gap * (columns - 1)) / columns;
    const highest = (area.height - gap * (rows - 1)) / rows;
    const width = Math.floor(Math.min(widest, highest * ratio));
    // Up to 4:3 when there is height to spare; the picture is then cut at the sides.
    const height = Math.floor(Math.min(highest, width / (4 / 3)));
    if (width > 0 && height > 0 && width * height > best.width * best.height) best = { columns, rows, width, height };
  }
  return best;
}

/** What to ask of the server for an arrangement with tiles of this size, in device pixels. */
export function viewOf(
  snapshot: Snapshot,
  arrangement: Arrangement,
  sizes: { main: Size; tile: Size },
  pixelRatio: number,
): View {
  const scaled = ({ width, height }: Size): Size => ({
    width: Math.round(width * pixelRatio),
    height: Math.round(height * pixelRatio),
  });
  const view: View = { podium: null, screen: null, tiles: [] };
  const { main } = arrangement;
  if (main?.kind === 'screen' && main.participantId !== snapshot.you) view.screen = scaled(sizes.main);
  if (main?.kind === 'camera' && main.participantId !== snapshot.you) {
    if (main.participantId === snapshot.podium.participantId) view.podium = scaled(sizes.main);
    else view.tiles.push({ participantId: main.participantId, ...scaled(sizes.main) });
  }
  if (arrangement.beside) view.podium = scaled(sizes.main);
  for (const participant of arrangement.tiles) {
    if (participant.id !== snapshot.you && participant.camera)
      view.tiles.push({ participantId: participant.id, ...scaled(sizes.tile) });
  }
  return view;
}

/** The mid of the slot in which this subject's picture flows, or null. */
export function slotFor(snapshot: Snapshot, subject: Subject, large: boolean): string | null {
  const flowing = snapshot.slots.items.filter((slot) => slot.participantId === subject.participantId);
  if (subject.kind === 'screen') return flowing.find((slot) => slot.kind === 'screen')?.mid ?? null;
  const podium = flowing.find((slot) => slot.kind === 'podium' && slot.source !== 'screen');
  const tile = flowing.find((slot) => slot.kind === 'tile');
  const inOrder = (large ? [podium, tile] : [tile, podium]).filter((slot) => slot !== undefined);
  // While one is being switched the other may still flow.
  return (inOrder.find((slot) => !slot.paused) ?? inOrder[0])?.mid ?? null;
}
