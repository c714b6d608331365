import { expect, test } from 'vitest';
import { emptyForm, scriptLines, withSites, withStart } from './form';

test('a new start keeps the length of the meeting', () => {
  const first = withStart(emptyForm, '2026-12-01T01:00:00.000Z');
  expect(first.endsAt).toBe('2026-12-01T03:00:00.000Z');
  const moved = withStart({ ...first, endsAt: '2026-12-01T04:30:00.000Z' }, '2026-12-02T01:00:00.000Z');
  expect(moved.endsAt).toBe('2026-12-02T04:30:00.000Z');
});

test('a site is chosen once, and the main site is no member', () => {
  const form = { ...emptyForm, mainSite: { siteId: 'main' }, members: [{ siteId: 'a', attendees: 'Lãnh đạo xã' }] };
  expect(withSites(form, ['main', 'a', 'b', 'b']).members).toEqual([
    { siteId: 'a', attendees: 'Lãnh đạo xã' },
    { siteId: 'b' },
  ]);
  expect(withSites(form, ['a'])).toBe(form);
});

test('lines pasted from a table become items with their minutes and speakers', () => {
  expect(scriptLines('1\tKhai mạc\tChánh Văn phòng\t10 phút\n2\tBáo cáo trung tâm\t\t30\n\nThảo luận')).toEqual([
    { title: 'Khai mạc', speaker: 'Chánh Văn phòng', minutes: 10 },
    { title: 'Báo cáo trung tâm', speaker: null, minutes: 30 },
    { title: 'Thảo luận', speaker: null, minutes: 10 },
  ]);
});
