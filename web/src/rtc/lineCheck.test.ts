import { expect, test } from 'vitest';
import { placesOf, withCandidates } from './lineCheck';

const answer = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=candidate:1 1 udp 2130706431 10.1.2.3 10000 typ host',
  'a=candidate:3 1 udp 2130706175 2001:db8::5 10000 typ host',
  'a=candidate:2 1 tcp 1526726655 10.1.2.3 443 typ host tcptype passive',
  'a=end-of-candidates',
  '',
].join('\r\n');

test('one way is checked without the others', () => {
  expect(withCandidates(answer, 'udp')).not.toContain(' tcp ');
  expect(withCandidates(answer, 'tcp')).not.toContain(' udp ');
  expect(withCandidates(answer, 'tcp')).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=candidate:2');
});

test('a firewall is told the places', () => {
  expect(placesOf(answer, 'udp')).toEqual(['UDP 10.1.2.3:10000', 'UDP [2001:db8::5]:10000']);
  expect(placesOf(answer, 'tcp')).toEqual(['TCP 10.1.2.3:443']);
});
