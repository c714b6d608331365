import { Cell } from '../../../rtc/cell';
import type { ConferenceState, Phase } from '../../../rtc/conferenceState';
import type { LocalState } from '../../../rtc/localMedia';
import type { Participant, Slot, Snapshot } from '../../../rtc/protocol';
import type { Live } from '../live';
import { paintScreen, paintSite } from './paintedPictures';

interface Scene {
  scene: string;
  people: number;
  layout: 'podium' | 'grid';
  chair: boolean;
  screen: boolean;
}

const sites = [
  'Điểm cầu chính – Trung tâm hội nghị tỉnh',
  'Phòng họp UBND xã Ea Kao',
  'Sở Thông tin và Truyền thông',
  'UBND phường Tân Lập',
  'UBND xã Cư Êbur',
  'Trung tâm Y tế khu vực Krông Pắc',
  'UBND xã Hòa Phú',
  'Công an tỉnh – Phòng tham mưu',
  'UBND phường Buôn Hồ',
  'Sở Nông nghiệp và Môi trường',
  'UBND xã Ea Súp',
  'UBND xã Krông Nô',
  'UBND xã Đắk Liêng',
  'UBND xã Yang Mao',
];

/** A conference of painted sites: every page of the hall can be looked at without a server and without devices. */
export class PaintedConference implements Live {
  readonly state: Cell<ConferenceState>;
  readonly local: Live['local'];
  readonly loudspeakers: Live['loudspeakers'];

  constructor(scene: Scene) {
    const inside = ['room', 'floor', 'reconnecting'].includes(scene.scene);
    const { snapshot, streams } = painted(scene);
    const phases: Record<string, Phase> = {
      lobby: { name: 'outside', refusal: null },
      refused: {
        name: 'outside',
        refusal: {
          status: 403,
          code: 'room_password_wrong',
          title: 'Mật khẩu phòng không đúng',
          detail: 'Hãy kiểm tra chữ hoa, chữ thường rồi nhập lại.',
        },
      },
      waiting: { name: 'waiting', waitingFor: 'chair' },
      admission: { name: 'waiting', waitingFor: 'admission' },
      ended: { name: 'gone', how: 'ended', problem: null },
      left: { name: 'gone', how: 'left', problem: null },
    };
    this.state = new Cell<ConferenceState>({
      phase: phases[scene.scene] ?? { name: 'inside' },
      snapshot: inside ? snapshot : null,
      hub: { connected: scene.scene !== 'reconnecting', attempt: 2 },
      media:
        scene.scene === 'reconnecting' ? { state: 'repairing', step: 'restart', attempt: 2 } : { state: 'connected' },
      streams,
      stalled: new Set(),
      clockAheadMs: 0,
      relief: 0,
      floorOffered: scene.scene === 'floor',
      own: [],
      sentAway: null,
      notice: null,
    });
    const local = new Cell<LocalState>({
      microphone: { on: false, busy: false, problem: null },
      camera: { on: true, busy: false, problem: scene.scene === 'lobby' && scene.people === 0 ? 'denied' : null },
      screen: { on: false, busy: false, problem: null },
      cameraTrack: scene.people === 0 ? null : (paintSite(sites[1] ?? '', 200).getVideoTracks()[0] ?? null),
      screenTrack: null,
      microphones: [{ id: 'm', label: 'Micro USB hội nghị' }],
      cameras: [{ id: 'c', label: 'Camera USB Full HD' }],
      loudspeakers: [{ id: 'l', label: 'Loa tivi (HDMI)' }],
      chosen: { microphone: 'm', camera: 'c', loudspeaker: 'l' },
      talkingWhileMuted: false,
    });
    const done = () => Promise.resolve();
    this.local = {
      state: local,
      level: { read: () => 0.3 + 0.3 * Math.abs(Math.sin(performance.now() / 300)), resume: () => undefined },
      setMicrophone: (on) => Promise.resolve(local.patch({ microphone: { on, busy: false, problem: null } })),
      setCamera: (on) => Promise.resolve(local.patch({ camera: { on, busy: false, problem: null } })),
      startScreen: done,
      stopScreen: () => undefined,
      choose: done,
      release: () => undefined,
    };
    this.loudspeakers = { blocked: new Cell(false), resume: done };
  }

  join = () => Promise.resolve(this.state.patch({ phase: { name: 'joining' } }));
  leave = () => this.state.patch({ phase: { name: 'gone', how: 'left', problem: null } });
  ask: Live['ask'] = () => Promise.resolve(null);
  say = (text: string) =>
    this.state.patch({
      own: [
        ...this.state.get().own,
        { id: crypto.randomUUID(), text, at: new Date().toISOString(), state: text === 'lỗi' ? 'failed' : 'sending' },
      ],
    });
  sayAgain = () => undefined;
  takeBack = (id: string) => this.state.patch({ own: this.state.get().own.filter((words) => words.id !== id) });
  remove = (id: string) => {
    const removed = this.state.get().snapshot?.participants.find((participant) => participant.id === id);
    return Promise.resolve(this.state.patch({ sentAway: removed?.displayName ?? '' }));
  };
  keepOut = () => Promise.resolve(this.state.patch({ sentAway: null }));
  setMicrophone = (on: boolean) => {
    this.state.patch({ floorOffered: false });
    return this.local.setMicrophone(on);
  };
  see = () => undefined;
  declineFloorOffer = () => this.state.patch({ floorOffered: false });
  notify = (code: string, text = '') => this.state.patch({ notice: { id: Date.now(), code, text } });
  reportProblem = () => Promise.resolve('K7M2QX');
}

function painted(scene: Scene): { snapshot: Snapshot; streams: Map<string, MediaStream> } {
  const names = Array.from({ length: Math.max(1, scene.people) }, (_, n) => sites[n % sites.length] ?? '');
  const you = scene.chair ? 'p0' : 'p1';
  const participants = names.map(
    (displayName, n): Participant => ({
      id: `p${n}`,
      displayName,
      unitId: null,
      site: null,
      unitName: n === 0 ? 'Văn phòng UBND tỉnh' : n % 5 === 4 ? null : displayName.replace('Phòng họp ', ''),
      role: n === 0 ? 'chair' : n % 5 === 4 ? 'guest' : 'member',
      joinedAt: `2026-11-20T01:00:${String(n).padStart(2, '0')}Z`,
      microphone: n === 0 || n === 2 || n === 5,
      camera: n % 4 !== 3,
      screen: false,
      mutedByChair: n === 5,
      mayUnmute: n !== 5,
      line: 'unknown',
      connection: {
        state: n === 10 ? 'reconnecting' : 'connected',
        quality: n === 4 ? 'poor' : n === 6 ? 'fair' : 'good',
        reason: n === 4 ? 'loss' : n === 6 ? 'delay' : null,
      },
    }),
  );
  const streams = new Map<string, MediaStream>();
  const items: Slot[] = [];
  const flow = (
    mid: string,
    kind: Slot['kind'],
    participantId: string,
    stream: MediaStream,
    paused: Slot['paused'] = null,
  ) => {
    streams.set(mid, stream);
    items.push({ mid, kind, participantId, source: kind === 'screen' ? 'screen' : 'camera', paused });
  };
  flow('6', 'podium', scene.chair ? 'p2' : 'p0', paintSite(names[scene.chair ? 2 : 0] ?? '', 212));
  if (scene.screen) flow('7', 'screen', 'p2', paintScreen());
  names.forEach((name, n) => {
    if (participants[n]?.camera && n < 12)
      flow(`t${n}`, 'tile', `p${n}`, paintSite(name, n * 47), n === 8 ? 'bandwidth' : null);
  });
  const at = new Date(Date.now() - 47 * 60_000).toISOString();
  const snapshot: Snapshot = {
    version: 1,
    conferenceId: 'painted',
    occasion: { kind: 'room', id: 'painted' },
    name: 'Giao ban trực tuyến tháng 11',
    unitName: 'Văn phòng UBND tỉnh',
    you,
    powers: { directs: false, presides: false, keepsOrder: false, units: null },
    mode: 'conference',
    mutes: 'open',
    session: null,
    openedAt: at,
    serverTime: new Date().toISOString(),
    chairId: 'p0',
    locked: scene.chair,
    waitingRoom: true,
    selfUnmute: !scene.chair,
    layout: scene.layout,
    podium: { participantId: scene.chair ? 'p2' : 'p0', pinned: true },
    screenId: scene.screen ? 'p2' : null,
    activeSpeakerId: names.length > 2 ? 'p2' : 'p0',
    floor: names.length > 2 ? ['p2'] : [],
    floorSince: { p2: new Date(Date.now() - 130_000).toISOString() },
    hands: ['p4', 'p6'].filter((_, n) => names.length > 4 + n * 2).map((participantId) => ({ participantId, at })),
    participants,
    waiting: scene.chair
      ? [
          { ticketId: 'w1', displayName: 'UBND xã Ea Drăng', at, line: null, away: false },
          { ticketId: 'w2', displayName: 'UBND xã Cư M’gar', at, line: null, away: true },
        ]
      : [],
    chat: [
      {
        id: '1',
        participantId: 'p0',
        displayName: names[0] ?? '',
        text: 'Đề nghị các điểm cầu kiểm tra micro, camera trước 08h00.',
        at,
      },
      { id: '2', participantId: 'p2', displayName: names[2] ?? '', text: 'Sở đã sẵn sàng.', at },
      { id: '3', participantId: 'p1', displayName: names[1] ?? '', text: 'Xã Ea Kao đã nghe rõ, hình ảnh tốt.', at },
      {
        id: '4',
        participantId: 'p1',
        displayName: names[1] ?? '',
        text: 'Xin gửi báo cáo sau phần trình bày của Sở.',
        at,
      },
    ],
    slots: { version: 1, items },
  };
  return { snapshot, streams };
}
