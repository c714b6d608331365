import { describe, expect, it } from 'vitest';
import { networkKind, Pulse, qualityBetween, readSample, StallWatch } from './statistics';

const report = (
  at: number,
  more: {
    frames?: number;
    lost?: number;
    received?: number;
    responses?: number;
  } = {},
) =>
  readSample(
    [
      { type: 'transport', id: 'T', selectedCandidatePairId: 'P' },
      {
        type: 'candidate-pair',
        id: 'P',
        currentRoundTripTime: 0.0234,
        availableOutgoingBitrate: 1_250_000,
        responsesReceived: more.responses ?? 1,
      },
      {
        type: 'candidate-pair',
        id: 'Q',
        nominated: true,
        currentRoundTripTime: 9,
      },
      {
        type: 'inbound-rtp',
        kind: 'video',
        mid: '6',
        framesDecoded: more.frames ?? 0,
        packetsReceived: more.received ?? 0,
        packetsLost: more.lost ?? 0,
        jitter: 0.012,
        totalFreezesDuration: 0.4,
      },
      {
        type: 'outbound-rtp',
        kind: 'video',
        frameWidth: 320,
        frameHeight: 180,
        qualityLimitationReason: 'none',
      },
      {
        type: 'outbound-rtp',
        kind: 'video',
        frameWidth: 1280,
        frameHeight: 720,
        qualityLimitationReason: 'bandwidth',
      },
    ],
    at,
  );

describe('readSample', () => {
  it('reads the selected path, the slots by mid and the largest layer sent', () => {
    const sample = report(0, { frames: 12 });
    expect(sample).toMatchObject({
      rttMs: 23,
      availableKbps: 1250,
      jitterMs: 12,
      uplink: { limitedBy: 'bandwidth', width: 1280 },
    });
    expect(sample.inbound.get('6')?.frames).toBe(12);
  });
});

describe('qualityBetween', () => {
  it('counts only what was lost in between', () => {
    const quality = qualityBetween(
      report(0, { received: 1000, lost: 500 }),
      report(5000, { received: 1950, lost: 550 }),
      'wifi',
    );
    expect(quality).toEqual({
      rttMs: 23,
      lossPercent: 5,
      jitterMs: 12,
      availableKbps: 1250,
      frozenMs: 0,
      network: 'wifi',
    });
  });

  it('does not divide by nothing when nothing came', () => {
    expect(qualityBetween(report(0), report(5000), 'unknown').lossPercent).toBe(0);
  });
});

describe('StallWatch', () => {
  it('names a picture that stands still for three seconds, and not one that moves or should not flow', () => {
    const watch = new StallWatch();
    expect(watch.observe(report(0, { frames: 5 }), ['6'])).toEqual(new Set());
    expect(watch.observe(report(2000, { frames: 5 }), ['6'])).toEqual(new Set());
    expect(watch.observe(report(3000, { frames: 5 }), ['6'])).toEqual(new Set(['6']));
    expect(watch.observe(report(4000, { frames: 6 }), ['6'])).toEqual(new Set());
    expect(watch.observe(report(9000, { frames: 6 }), [])).toEqual(new Set());
    expect(watch.observe(report(9500, { frames: 6 }), ['6'])).toEqual(new Set());
  });
});

describe('Pulse', () => {
  it('measures since when nothing came', () => {
    const pulse = new Pulse();
    expect(pulse.silentForMs(50_000)).toBe(0);
    pulse.observe(report(1000, { responses: 1 }));
    pulse.observe(report(3000, { responses: 2 }));
    pulse.observe(report(8000, { responses: 2 }));
    expect(pulse.silentForMs(8000)).toBe(5000);
  });
});

it('names the kind of network only where the browser tells', () => {
  expect(
    ['ethernet', 'wifi', 'cellular', 'bluetooth', undefined].map((type) => networkKind(type ? { type } : undefined)),
  ).toEqual(['wired', 'wifi', 'cellular', 'unknown', 'unknown']);
});
