/** The shapes of docs/protocol.md, sections 1, 4 and 5. */

export interface Problem {
  status: number;
  code: string;
  title: string;
  detail?: string;
  traceId?: string;
  /** Seconds, from the Retry-After header, where the server sent one. */
  retryAfter?: number;
}

export interface MediaOffer {
  sdp: string;
  send: {
    microphone: string | null;
    camera: string | null;
    screen: string | null;
  };
  receive: {
    audio: string[];
    podium: string | null;
    screen: string | null;
    tiles: string[];
  };
}

export type RoomMode = 'discussion' | 'training' | 'conference';
export type Role = 'chair' | 'operator' | 'secretary' | 'site' | 'delegate' | 'member' | 'guest' | 'service';
export type ConferenceLayout = 'podium' | 'grid' | 'content' | 'podiumAndContent';
/** By which line somebody comes, measured by the server. */
export type LineClass = 'unknown' | 'slcd' | 'internet' | 'backup' | 'mobile';
export type QualityGrade = 'good' | 'fair' | 'poor' | 'unknown';
export type NetworkKind = 'wired' | 'wifi' | 'cellular' | 'unknown';

export interface Participant {
  id: string;
  displayName: string;
  unitId: string | null;
  unitName: string | null;
  /** The site whose machine or delegate it is. */
  site: { id: string; name: string; isMain: boolean } | null;
  role: Role;
  joinedAt: string;
  microphone: boolean;
  camera: boolean;
  screen: boolean;
  /** The server drops this participant's sound. */
  mutedByChair: boolean;
  mayUnmute: boolean;
  line: LineClass;
  connection: {
    state: 'joining' | 'connected' | 'reconnecting' | 'noMedia';
    quality: QualityGrade;
    reason: string | null;
  };
}

export interface ChatMessage {
  id: string;
  participantId: string;
  displayName: string;
  text: string;
  at: string;
}

export interface WaitingGuest {
  ticketId: string;
  displayName: string;
  at: string;
  /** Named where the chair decides whether it may come in by this line. */
  line: LineClass | null;
  /** The page is closed or being reloaded; the place is kept for a minute. */
  away: boolean;
}

export interface Hand {
  participantId: string;
  at: string;
}

export type PauseReason = 'bandwidth' | 'sourceOff' | 'layerOff';

export interface Slot {
  mid: string;
  kind: 'audio' | 'podium' | 'screen' | 'tile';
  participantId: string | null;
  source: 'microphone' | 'camera' | 'screen' | null;
  paused: PauseReason | null;
  width?: number;
  height?: number;
}

export interface Slots {
  version: number;
  items: Slot[];
}

export interface Snapshot {
  version: number;
  conferenceId: string;
  /** What the conference is held for. */
  occasion: { kind: 'room' | 'meeting' | 'checkRun'; id: string };
  name: string;
  unitName: string;
  /** This client's own participant id. */
  you: string;
  /** What this client may do besides what everybody may; whoever presides may all of it. */
  powers: { directs: boolean; presides: boolean; keepsOrder: boolean; units: string[] | null };
  mode: RoomMode;
  mutes: 'open' | 'mutedOnEntry' | 'byFloor';
  /** The formal session of a meeting; null where there is none. */
  session: { openedAt: string | null } | null;
  openedAt: string;
  serverTime: string;
  chairId: string | null;
  locked: boolean;
  waitingRoom: boolean;
  /** False is a hard mute: nobody but the chair and those given the floor may open a microphone. */
  selfUnmute: boolean;
  layout: ConferenceLayout;
  podium: { participantId: string | null; pinned: boolean };
  screenId: string | null;
  activeSpeakerId: string | null;
  floor: string[];
  /** Since when each of those who have the floor has it, by participant. */
  floorSince: Readonly<Record<string, string>>;
  hands: Hand[];
  participants: Participant[];
  waiting: WaitingGuest[];
  chat: ChatMessage[];
  slots: Slots;
}

export interface Delta {
  version: number;
  set?: Partial<Omit<Snapshot, 'participants' | 'chat' | 'waiting' | 'slots'>>;
  participants?: Participant[];
  left?: string[];
  chat?: ChatMessage[];
  waiting?: WaitingGuest[];
}

export interface Size {
  width: number;
  height: number;
}

/** What this client wants to see, in device pixels, tiles in order of importance. */
export interface View {
  podium: Size | null;
  screen: Size | null;
  tiles: { participantId: string; width: number; height: number }[];
}

export interface Sending {
  microphone: boolean;
  camera: boolean;
  screen: boolean;
}

export interface QualityReport {
  rttMs: number;
  lossPercent: number;
  jitterMs: number;
  availableKbps: number;
  frozenMs: number;
  network: NetworkKind;
}

/** A relay to the media engine, as RTCPeerConnection takes it. */
export interface IceServer {
  urls: string[];
  username: string;
  credential: string;
}

export interface Joined {
  conferenceId: string;
  participantId: string;
  token: string;
  answer: { sdp: string } | null;
  snapshot: Snapshot;
  /** For the next ICE restart or connection. */
  iceServers: IceServer[];
}

export interface Waiting {
  ticket: string;
  waitingFor: 'chair' | 'admission';
}

export type IntentAnswer = { ok: true } | { ok: false; problem: Problem };
