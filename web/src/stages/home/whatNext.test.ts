import { expect, test } from 'vitest';
import type { HomeTask, TodayMeeting } from './homeQueries';
import { doorOf, nextThingOf } from './whatNext';

const minute = 60_000;
const now = Date.parse('2037-12-15T08:00:00Z');
const meeting = (id: string, inMinutes: number, more: Partial<TodayMeeting> = {}) =>
  ({
    id,
    kind: 'adHoc',
    stage: 'notified',
    startsAt: new Date(now + inMinutes * minute).toISOString(),
    endsAt: new Date(now + (inMinutes + 60) * minute).toISOString(),
    connectFrom: null,
    openSince: null,
    outside: null,
    ...more,
  }) as TodayMeeting;
const task = { kind: 'task.notice.send', link: '/cuoc-hop/1/thong-bao' } as HomeTask;

test('what meets now comes before every task', () => {
  const soon = meeting('soon', 10);
  expect(nextThingOf([meeting('over', -120), soon], [task], now)).toEqual({
    kind: 'join',
    meeting: soon,
    door: { kind: 'here', to: '/hop/soon' },
  });
});

test('then the most urgent task, then the next meeting, then nothing', () => {
  const later = meeting('later', 300);
  expect(nextThingOf([later], [task], now)).toEqual({ kind: 'task', task });
  expect(nextThingOf([meeting('over', -120), later], [], now)).toEqual({ kind: 'wait', meeting: later });
  expect(nextThingOf([meeting('over', -120)], [], now)).toBeNull();
});

test('a meeting on another system is entered by a link that a browser may follow, and by nothing else', () => {
  const outside = (link: string | null) =>
    meeting('o', 10, { kind: 'outside', outside: { organiser: null, link, dial: '10.0.0.1##22' } });
  expect(doorOf(outside('https://hop.chinhphu.vn/1'), now)).toEqual({
    kind: 'elsewhere',
    href: 'https://hop.chinhphu.vn/1',
  });
  expect(doorOf(outside('javascript:alert(1)'), now)).toBeNull();
  expect(doorOf(outside(null), now)).toBeNull();
});

test('a door that was opened early is open; one that is over is not', () => {
  expect(doorOf(meeting('m', 600, { openSince: new Date(now).toISOString() }), now)).not.toBeNull();
  expect(doorOf(meeting('m', 600), now)).toBeNull();
  expect(doorOf(meeting('m', -120), now)).toBeNull();
});
