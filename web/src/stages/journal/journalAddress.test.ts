import { expect, test } from 'vitest';
import { instantOf } from '../../ui/time';
import { filterOf, tableAddress } from './journalAddress';

const here = (wallClock: string) => instantOf(wallClock, 'Asia/Ho_Chi_Minh');
const filter = (query: string, text = '') => filterOf(new URLSearchParams(query), text, here);

test('days are whole days where the installation is, the last one to its end', () => {
  expect(filter('tu=2026-11-01&den=2026-11-30')).toEqual({
    from: '2026-10-31T17:00:00.000Z',
    to: '2026-11-30T17:00:00.000Z',
  });
});

test('what is no day narrows nothing', () => {
  expect(filter('tu=h%C3%B4m+qua&den=2026-13-45')).toEqual({});
});

test('the words of the address ask for what the server knows', () => {
  expect(filter('viec=meeting&muc-do=warning&cuoc-hop=a&phien=b&diem-cau=c&don-vi=d&nguoi=e', 'ea kao')).toEqual({
    action: 'meeting',
    severity: 'warning',
    meetingId: 'a',
    conferenceId: 'b',
    siteId: 'c',
    unitId: 'd',
    actorId: 'e',
    text: 'ea kao',
  });
});

test('the table to be taken away is narrowed as the page is', () => {
  expect(tableAddress({})).toBe('/api/journal/table');
  expect(tableAddress({ action: 'meeting', text: 'đắk lắk' })).toBe(
    '/api/journal/table?action=meeting&text=%C4%91%E1%BA%AFk+l%E1%BA%AFk',
  );
});
