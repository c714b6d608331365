import { describe, expect, it } from 'vitest';
import { RepairTime } from './repairTime';
import { readSample } from './statistics';

const seconds = 1000;

/** A line over which 100 packets of a picture come in each look, of which some have to be asked for again. */
function line(rttSeconds = 0.04) {
  const time = new RepairTime();
  let [at, packets, requests] = [0, 0, 0];
  return {
    look(asked: number, came = 100) {
      at += 2.5 * seconds;
      packets += came;
      requests += asked;
      const wait = time.observe(
        readSample(
          [
            { type: 'transport', selectedCandidatePairId: 'P' },
            { type: 'candidate-pair', id: 'P', currentRoundTripTime: rttSeconds },
            { type: 'inbound-rtp', kind: 'video', mid: '6', packetsReceived: packets, nackCount: requests },
            { type: 'inbound-rtp', kind: 'audio', mid: '0', packetsReceived: packets, nackCount: requests },
          ],
          at,
        ),
      );
      expect(wait.has('0'), 'voices are not repaired').toBe(false);
      return wait.get('6');
    },
  };
}

describe('RepairTime', () => {
  it('leaves pictures that seldom have to be repaired alone', () => {
    const { look } = line();
    for (const asked of [0, 1, 4, 7]) expect(look(asked)).toBeUndefined();
  });

  it('lets pictures wait that often have to be, longer over a long way', () => {
    const near = line(0.04);
    near.look(0);
    expect(near.look(20)).toBe(250);
    const far = line(0.1);
    far.look(0);
    expect(far.look(20)).toBe(400);
    const satellite = line(0.6);
    satellite.look(0);
    expect(satellite.look(20)).toBe(500);
  });

  it('goes back to what the browser does by itself after half a minute of calm, not before', () => {
    const { look } = line();
    look(0);
    look(20);
    for (let looks = 1; looks < 12; looks++) expect(look(1)).toBe(250);
    expect(look(1)).toBeNull();
    expect(look(1)).toBeUndefined();
  });

  it('judges nothing by a handful of packets', () => {
    const { look } = line();
    look(0);
    expect(look(9, 10)).toBeUndefined();
    expect(look(0, 90)).toBe(250);
  });
});
