import { expect, test } from 'vitest';
import { wayOf } from './way';

const pair = { type: 'candidate-pair', id: 'P', localCandidateId: 'L' };
const transport = { type: 'transport', id: 'T', selectedCandidatePairId: 'P' };

test.each([
  [{ candidateType: 'host', protocol: 'udp' }, 'udp'],
  [{ candidateType: 'prflx', protocol: 'udp' }, 'udp'],
  [{ candidateType: 'prflx', protocol: 'tcp' }, 'tcp'],
  [{ candidateType: 'relay', protocol: 'udp', relayProtocol: 'tcp' }, 'turn'],
  [{ candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' }, 'turns'],
] as const)('%o is the way %s', (candidate, way) => {
  const local = { type: 'local-candidate', id: 'L', ...candidate };
  expect(wayOf([transport, pair, local])).toBe(way);
  expect(wayOf([{ ...pair, nominated: true }, local])).toBe(way);
});

test('before a pair is selected there is no way', () => {
  expect(wayOf([pair, { type: 'local-candidate', id: 'L', protocol: 'udp' }])).toBeNull();
});
