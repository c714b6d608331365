import { describe, expect, it } from 'vitest';
import { readSample } from './statistics';
import { cameraShare, loadBetween, type MachineLoad, relieved, WeakMachine } from './weakMachine';

const calm: MachineLoad = { isEncodingLimited: false, droppedShare: 0, inventedShare: 0, lateMs: 20 };
const busy: MachineLoad = { ...calm, droppedShare: 0.15 };
const lookMs = 2500;

/** Looks at the same load for a while; the relief after each look. */
function looks(machine: WeakMachine, load: MachineLoad, seconds: number, from: number): { relief: number; at: number } {
  let at = from;
  for (; at < from + seconds * 1000; at += lookMs) machine.observe(load, at);
  return { relief: machine.relief, at };
}

describe('WeakMachine', () => {
  it('overlooks a moment, and relieves after two looks', () => {
    const machine = new WeakMachine();
    expect(machine.observe(busy, 0)).toBe(0);
    expect(machine.observe(calm, lookMs)).toBe(0);
    expect(machine.observe({ ...calm, isEncodingLimited: true }, 2 * lookMs)).toBe(0);
    expect(machine.observe({ ...calm, lateMs: 500 }, 3 * lookMs)).toBe(1);
  });

  it('relieves at once where the next seconds would freeze', () => {
    const machine = new WeakMachine();
    expect(machine.observe({ ...calm, droppedShare: 0.5 }, 0)).toBe(1);
    expect(machine.observe({ ...calm, inventedShare: 0.2 }, lookMs)).toBe(2);
    expect(machine.observe({ ...calm, lateMs: 2000 }, 2 * lookMs)).toBe(3);
    expect(machine.observe({ ...calm, lateMs: 2000 }, 3 * lookMs)).toBe(3);
  });

  it('gives back one step after half a minute without strain', () => {
    const machine = new WeakMachine();
    const { at } = looks(machine, busy, 10, 0);
    expect(machine.relief).toBe(2);
    expect(looks(machine, calm, 28, at).relief).toBe(2);
    expect(looks(machine, calm, 10, at + 28_000).relief).toBe(1);
    expect(looks(machine, calm, 40, at + 40_000).relief).toBe(0);
  });

  it('waits twice as long each time that more was too much', () => {
    const machine = new WeakMachine();
    let { at } = looks(machine, busy, 5, 0);
    ({ at } = looks(machine, calm, 35, at));
    expect(machine.relief).toBe(0);
    ({ at } = looks(machine, busy, 5, at));
    expect(machine.relief).toBe(1);
    ({ at } = looks(machine, calm, 55, at));
    expect(machine.relief).toBe(1);
    ({ at } = looks(machine, calm, 10, at));
    expect(machine.relief).toBe(0);
  });
});

describe('loadBetween', () => {
  const sample = (at: number, more: Record<string, number> = {}) =>
    readSample(
      [
        {
          type: 'inbound-rtp',
          kind: 'video',
          mid: '1',
          framesDecoded: 30 * at,
          framesDropped: more.dropped ?? 0,
          packetsReceived: 100 * at,
          packetsLost: more.lost ?? 0,
        },
        {
          type: 'inbound-rtp',
          kind: 'audio',
          mid: '0',
          totalSamplesReceived: 48_000 * at,
          concealedSamples: more.invented ?? 0,
          packetsReceived: 50 * at,
        },
        { type: 'outbound-rtp', kind: 'video', rid: 'l', frameWidth: 320, qualityLimitationReason: 'none' },
        {
          type: 'outbound-rtp',
          kind: 'video',
          rid: 'h',
          frameWidth: 0,
          qualityLimitationReason: more.cpu ? 'cpu' : 'bandwidth',
        },
      ],
      at,
    );

  it('tells pictures that were too late and sound that was invented', () => {
    const load = loadBetween(sample(1), sample(3, { dropped: 20, invented: 4800, cpu: 1 }), 12);
    expect(load).toEqual({ isEncodingLimited: true, droppedShare: 0.25, inventedShare: 0.05, lateMs: 12 });
  });

  it('does not blame the machine for what the line has lost, nor judge by a few pictures', () => {
    expect(loadBetween(sample(1), sample(3, { dropped: 20, invented: 4800, lost: 30 }), 0)).toEqual({
      ...calm,
      lateMs: 0,
    });
    const few = sample(1);
    few.work.dropped += 5;
    expect(loadBetween(sample(1), few, 0).droppedShare).toBe(0);
  });
});

describe('what a weak machine asks for', () => {
  const view = {
    podium: { width: 1920, height: 1080 },
    screen: { width: 1280, height: 720 },
    tiles: Array.from({ length: 11 }, (_, n) => ({ participantId: `p${n}`, width: 640, height: 360 })),
  };

  it('is everything while it can', () => {
    expect(relieved(view, 0)).toBe(view);
    expect(cameraShare(0)).toEqual({ sizes: 3, framesPerSecond: null });
  });

  it('loses tiles before the podium and the slides', () => {
    expect(relieved(view, 1)).toMatchObject({ podium: { width: 1280, height: 720 }, screen: view.screen });
    expect(relieved(view, 1).tiles).toHaveLength(4);
    expect(relieved(view, 1).tiles[0]).toEqual({ participantId: 'p0', width: 320, height: 180 });
    expect(relieved(view, 3)).toEqual({ podium: { width: 640, height: 360 }, screen: view.screen, tiles: [] });
    expect(cameraShare(3).sizes).toBe(1);
  });
});
