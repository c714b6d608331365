import { describe, expect, it } from 'vitest';
import { figuresOf, type LineMoment, readMoment, share } from './lineFigures';

const moment = (n: number, more: Partial<LineMoment> = {}): LineMoment => ({
  atMs: 500 * n,
  availableKbps: 1200,
  roundTripMs: 40,
  jitterMs: 4,
  sent: 100 * n,
  sentLost: 2 * n,
  ...more,
});

describe('readMoment', () => {
  it('reads the estimate and the reports of what was sent', () => {
    const read = readMoment(
      [
        { type: 'transport', selectedCandidatePairId: 'P' },
        { type: 'candidate-pair', id: 'P', availableOutgoingBitrate: 287_400, currentRoundTripTime: 0.032 },
        { type: 'candidate-pair', id: 'Q', availableOutgoingBitrate: 1 },
        { type: 'outbound-rtp', packetsSent: 900 },
        { type: 'remote-inbound-rtp', packetsLost: 18, jitter: 0.005 },
      ],
      7,
    );
    expect(read).toEqual({ atMs: 7, availableKbps: 287, roundTripMs: 32, jitterMs: 5, sent: 900, sentLost: 18 });
  });

  it('finds the pair in use where there are no transport statistics, and no estimate there', () => {
    const read = readMoment([{ type: 'candidate-pair', id: 'P', nominated: true, currentRoundTripTime: 0.02 }], 0);
    expect(read).toMatchObject({ availableKbps: null, roundTripMs: 20 });
  });
});

describe('figuresOf', () => {
  it('takes the usual estimate, the shortest way and the loss in between', () => {
    const moments = [moment(0), moment(1, { availableKbps: 300, roundTripMs: 90 }), moment(2), moment(3)];
    expect(figuresOf(moments, 0, 5000)).toEqual({ upKbps: 1200, roundTripMs: 40, jitterMs: 4, lossUp: 0.02 });
  });

  it('says no more than was asked for', () => {
    expect(
      figuresOf([moment(0, { availableKbps: 90_000 }), moment(1, { availableKbps: 80_000 })], 0, 5000)?.upKbps,
    ).toBe(5000);
  });

  it('takes what arrived where the browser tells no estimate', () => {
    const blind = { availableKbps: null };
    expect(figuresOf([moment(0, blind), moment(1, blind)], 740, 5000)?.upKbps).toBe(740);
  });

  it('says nothing of a single moment', () => {
    expect(figuresOf([moment(0)], 0, 5000)).toBeNull();
  });
});

describe('share', () => {
  it('is a thousandth at the finest, and nothing of nothing', () => {
    expect(share(19, 1000)).toBe(0.019);
    expect(share(-1, 100)).toBe(0);
    expect(share(1, 0)).toBe(0);
  });
});
