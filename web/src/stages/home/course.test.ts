import { expect, test } from 'vitest';
import { courseOf, safeLink } from './course';

const meeting = {
  startsAt: '2026-11-20T01:00:00Z',
  endsAt: '2026-11-20T03:00:00Z',
  connectFrom: '2026-11-20T00:00:00Z',
  stage: 'ready',
};
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const minutes = (count: number) => count * 60_000;

test.each([
  ['00:00:00', 'soon', minutes(60)],
  ['00:59:00', 'soon', minutes(1)],
  ['01:00:00', 'running', 0],
  ['02:30:00', 'running', minutes(90)],
  ['03:00:00', 'over', 0],
] as const)('at %s it is %s', (time, phase, span) => {
  expect(courseOf(meeting, at(time))).toEqual({ phase, span });
});

test('before sites connect it lies ahead', () => {
  expect(courseOf(meeting, at('00:00:00') - 1).phase).toBe('ahead');
});

test('a meeting that lasts longer than planned runs until it is ended', () => {
  expect(courseOf({ ...meeting, stage: 'inSession' }, at('04:00:00')).phase).toBe('running');
  expect(courseOf({ ...meeting, stage: 'ended' }, at('02:00:00')).phase).toBe('over');
});

test('a meeting outside the system is near in its last hour', () => {
  expect(courseOf({ ...meeting, connectFrom: null }, at('00:01:00')).phase).toBe('soon');
});

test.each([
  ['https://hop.chinhphu.vn/1', 'https://hop.chinhphu.vn/1'],
  [' http://10.0.0.1/x ', 'http://10.0.0.1/x'],
  ['javascript:alert(1)', null],
  ['SIP 10.0.0.1##22', null],
  [null, null],
])('%s may be followed to %s', (link, followed) => {
  expect(safeLink(link)).toBe(followed);
});
