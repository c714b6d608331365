import { expect, test } from 'vitest';
import { clockText, dayKeyOf } from '../../ui/time';
import { placedByDay } from './byDay';
import type { CalendarMeeting } from './calendarQueries';

const zone = 'Asia/Ho_Chi_Minh';
const times = {
  dayKey: (time: string | Date) => dayKeyOf(time, zone),
  clock: (time: string | Date) => clockText(time, 'vi', zone),
};
const meeting = (id: string, startsAt: string, endsAt: string): CalendarMeeting => ({
  id,
  title: id,
  kind: 'planned',
  stage: 'approved',
  startsAt,
  endsAt,
  unitName: '',
  mainSite: null,
  chairName: null,
  siteCount: 1,
  isMine: false,
});

test('meetings lie on each of their days, in the morning or the afternoon of the installation', () => {
  const placed = placedByDay(
    [
      meeting('sáng', '2026-11-20T01:00:00Z', '2026-11-20T03:00:00Z'),
      meeting('trưa', '2026-11-20T05:00:00Z', '2026-11-20T06:00:00Z'),
      meeting('hai ngày', '2026-11-20T07:00:00Z', '2026-11-21T04:00:00Z'),
      meeting('đến nửa đêm', '2026-11-21T13:00:00Z', '2026-11-21T17:00:00Z'),
    ],
    ['2026-11-20', '2026-11-21', '2026-11-22'],
    times,
  );
  const words = (day: string) =>
    placed.get(day)?.map((one) => [one.meeting.id, one.morning ? 'sáng' : 'chiều', one.continued].join(' '));
  expect(words('2026-11-20')).toEqual(['sáng sáng false', 'trưa chiều false', 'hai ngày chiều false']);
  expect(words('2026-11-21')).toEqual(['hai ngày sáng true', 'đến nửa đêm chiều false']);
  expect(words('2026-11-22')).toEqual([]);
});
