import { expect, test } from 'vitest';
import type { Meeting } from './meetingQueries';
import { nextStepOf, placesOf } from './nextStep';

const meeting = (stage: Meeting['stage'], kind: 'planned' | 'adHoc' | 'outside' = 'planned') =>
  ({ id: 'm', stage, content: { kind } }) as Meeting;
const task = (link: string, about = 'm') => ({
  kind: 'task.notice.acknowledge',
  text: 'Xác nhận tham dự',
  meeting: { id: about, title: 'Giao ban', startsAt: null },
  link,
  dueAt: null,
  standing: null,
});
const next = (of: Meeting, tasks: ReturnType<typeof task>[], isOwn: boolean) =>
  nextStepOf(of, tasks, isOwn, placesOf(of, true));

test('the reader’s own most urgent task about the meeting comes first', () => {
  const mine = task('/thong-bao/1');
  expect(next(meeting('notified'), [task('/thong-bao/0', 'other'), mine, task('/thong-bao/2')], true)).toEqual({
    kind: 'task',
    task: mine,
  });
});

test('a task that is done on this very page is no way to another', () => {
  expect(next(meeting('returned'), [task('/cuoc-hop/m')], true)).toBeNull();
});

test('without a task the unit that called it goes on, and others have nothing to do', () => {
  expect(next(meeting('technicalCheck'), [], true)).toEqual({ kind: 'place', place: 'kiem-tra' });
  expect(next(meeting('technicalCheck'), [], false)).toBeNull();
  expect(next(meeting('summarised'), [], true)).toBeNull();
});

test('an open conference is joined whatever else is to be done; its own unit directs it', () => {
  expect(next(meeting('connecting'), [task('/thong-bao/1')], false)).toEqual({ kind: 'join' });
  expect(next(meeting('inSession'), [task('/thong-bao/1')], true)).toEqual({ kind: 'place', place: 'phien-hop' });
});

test('a meeting on another system has its roll call, and no conference here', () => {
  expect(next(meeting('inSession', 'outside'), [], true)).toEqual({ kind: 'place', place: 'diem-danh' });
  expect(next(meeting('inSession', 'outside'), [], false)).toBeNull();
  expect(placesOf(meeting('inSession', 'outside'), true)).not.toContain('phien-hop');
});

test('pages come and go with the stage', () => {
  expect(placesOf(meeting('pendingApproval'), true)).toEqual([]);
  expect(placesOf(meeting('approved'), false)).toEqual(['chuan-bi', 'phien-hop']);
  expect(placesOf(meeting('notified'), true)).toEqual(['thong-bao', 'chuan-bi', 'kiem-tra', 'phien-hop']);
  expect(placesOf(meeting('ended'), true)).toEqual(['phien-hop', 'tong-hop']);
});
