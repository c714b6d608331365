import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Door, Outcome } from './door';
import { MediaKeeper, type MediaPeer, type MediaStatus } from './mediaKeeper';
import type { PeerState } from './peer';
import type { Joined, MediaOffer, Problem } from './protocol';
import { readSample } from './statistics';

const offer: MediaOffer = {
  sdp: 'v=0',
  send: { microphone: '0', camera: '1', screen: '2' },
  receive: { audio: [], podium: null, screen: null, tiles: [] },
};

class FakePeer implements MediaPeer {
  state: PeerState = 'connecting';
  slots = [];
  onState: (state: PeerState) => void = () => undefined;
  alive = false;
  server = 'one';
  restarts = 0;
  closed = false;
  pulse = 0;

  offer(restart = false): Promise<MediaOffer> {
    if (restart) this.restarts++;
    return Promise.resolve(offer);
  }
  accept(): Promise<void> {
    if (this.alive) this.become('connected');
    return Promise.resolve();
  }
  isSameServer(answer: { sdp: string }): boolean {
    return answer.sdp === this.server;
  }
  sample() {
    return Promise.resolve({
      ...readSample([], 0),
      pulse: this.alive ? ++this.pulse : this.pulse,
    });
  }
  close(): void {
    this.closed = true;
  }
  become(state: PeerState): void {
    this.state = state;
    this.onState(state);
  }
}

const problem = (status: number, code = 'x'): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { status, code, title: '' },
});

function setUp() {
  const peers: FakePeer[] = [];
  const statuses: MediaStatus[] = [];
  const ended: Problem[] = [];
  const door = {
    join: vi.fn(),
    putMedia: vi.fn<() => Promise<Outcome<{ answer: { sdp: string } }>>>(),
    rejoin: vi.fn<() => Promise<Outcome<Joined>>>(),
    leave: vi.fn(),
    report: vi.fn(),
  };
  const make = (): FakePeer => {
    const peer = new FakePeer();
    peer.alive = true;
    peers.push(peer);
    return peer;
  };
  const keeper = new MediaKeeper<FakePeer>(door as Door, make, () => Promise.resolve(), {
    status: (status) => statuses.push(status),
    replaced: () => undefined,
    rejoined: () => undefined,
    ended: (reason) => ended.push(reason),
  });
  const begin = async (): Promise<FakePeer> => {
    await keeper.offer();
    await keeper.begin({ conferenceId: 'c', token: 't' }, { sdp: 'one' });
    return peers[0] as FakePeer;
  };
  const rejoined: Outcome<Joined> = {
    ok: true,
    value: {
      conferenceId: 'c',
      participantId: 'p',
      token: 't2',
      answer: { sdp: 'two' },
      snapshot: {} as Joined['snapshot'],
      iceServers: [],
    },
  };
  return {
    peers,
    statuses,
    ended,
    door,
    keeper,
    begin,
    rejoined,
    last: () => statuses.at(-1),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('MediaKeeper', () => {
  it('leaves a short interruption alone', async () => {
    const { begin, door, last } = setUp();
    const peer = await begin();
    peer.become('disconnected');
    await vi.advanceTimersByTimeAsync(2500);
    peer.become('connected');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(door.putMedia).not.toHaveBeenCalled();
    expect(last()).toEqual({ state: 'connected' });
  });

  it('restarts ICE on the same connection after three seconds without a path', async () => {
    const { begin, door, peers, last } = setUp();
    const peer = await begin();
    door.putMedia.mockImplementation(() => {
      peer.state = 'connected';
      return Promise.resolve({ ok: true, value: { answer: { sdp: 'one' } } });
    });
    peer.become('disconnected');
    await vi.advanceTimersByTimeAsync(3500);
    expect(peer.restarts).toBe(1);
    expect(peers).toHaveLength(1);
    expect(last()).toEqual({ state: 'connected' });
  });

  it('takes a new path for alive although it counts from nothing after hours on the old one', async () => {
    const { begin, door, peers, keeper, last } = setUp();
    const peer = await begin();
    peer.pulse = 5_000_000_000;
    door.putMedia.mockImplementation(() => {
      setTimeout(() => {
        peer.pulse = 0;
      }, 100);
      return Promise.resolve({ ok: true, value: { answer: { sdp: 'one' } } });
    });
    peer.alive = false; // the old path brings nothing more
    setTimeout(() => {
      peer.alive = true;
    }, 100);
    keeper.trouble();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(door.rejoin).not.toHaveBeenCalled();
    expect(peers).toHaveLength(1);
    expect(last()).toEqual({ state: 'connected' });
  });

  it('keeps trying while the server is away and says which attempt it is', async () => {
    const { begin, door, statuses, last } = setUp();
    const peer = await begin();
    door.putMedia.mockResolvedValue(problem(0, 'unreachable'));
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(6000);
    expect(last()).toMatchObject({ state: 'repairing', step: 'restart' });
    expect(Math.max(...statuses.map((s) => ('attempt' in s ? s.attempt : 0)))).toBeGreaterThanOrEqual(4);
  });

  it('takes a new connection at once when a restarted server answers with another certificate', async () => {
    const { begin, door, peers, rejoined, last } = setUp();
    const peer = await begin();
    door.putMedia.mockResolvedValue({
      ok: true,
      value: { answer: { sdp: 'two' } },
    });
    door.rejoin.mockResolvedValue(rejoined);
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(1000);
    expect(peers).toHaveLength(2);
    expect(peer.closed).toBe(true);
    expect(last()).toEqual({ state: 'connected' });
  });

  it('takes a new connection when six seconds after an accepted restart nothing flows', async () => {
    const { begin, door, peers, rejoined } = setUp();
    const peer = await begin();
    peer.alive = false;
    door.putMedia.mockResolvedValue({
      ok: true,
      value: { answer: { sdp: 'one' } },
    });
    door.rejoin.mockResolvedValue(rejoined);
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(5000);
    expect(peers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2500);
    expect(peers).toHaveLength(2);
  });

  it('ends when the server says that the conference is over', async () => {
    const { begin, door, ended } = setUp();
    const peer = await begin();
    door.putMedia.mockResolvedValue(problem(401));
    door.rejoin.mockResolvedValue(problem(410, 'conference_ended'));
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(1000);
    expect(ended.map((reason) => reason.code)).toEqual(['conference_ended']);
  });

  it('does nothing more once stopped', async () => {
    const { begin, door, keeper } = setUp();
    const peer = await begin();
    door.putMedia.mockResolvedValue(problem(0));
    peer.become('failed');
    await vi.advanceTimersByTimeAsync(100);
    keeper.stop();
    const calls = door.putMedia.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(door.putMedia.mock.calls.length).toBe(calls);
  });
});
