import { expect, test } from 'vitest';
import type { CheckedSite, TechnicalCheck } from './checkQueries';
import { isShown } from './filters';
import { withResult } from './results';

function site(siteId: string, groupId: string): CheckedSite {
  return {
    siteId,
    groupId,
    role: 'member',
    name: siteId,
    place: null,
    result: 'notChecked',
    note: null,
    at: null,
    by: null,
    times: 0,
    isEarlier: false,
    speaks: false,
    mayCheck: true,
    asked: null,
    items: [],
    people: [],
  };
}

const check = {
  counts: { passed: 0, failed: 0, notChecked: 3 },
  groups: [
    { unitId: 'a', name: 'A', counts: { passed: 0, failed: 0, notChecked: 2 }, mayPassAll: true },
    { unitId: 'b', name: 'B', counts: { passed: 0, failed: 0, notChecked: 1 }, mayPassAll: true },
  ],
  sites: [site('1', 'a'), site('2', 'a'), site('3', 'b')],
} as unknown as TechnicalCheck;

test('a result counts at once in its group and in all', () => {
  const after = withResult(check, { siteId: '2', result: 'failed', note: 'Mất điện' });
  expect(after.counts).toEqual({ passed: 0, failed: 1, notChecked: 2 });
  expect(after.groups.map((group) => group.counts.failed)).toEqual([1, 0]);
  expect(after.sites[1]?.note).toBe('Mất điện');
  expect(check.sites[1]?.result).toBe('notChecked');
});

const items = [
  { item: 'line', need: 'required', result: 'passed', code: null, isMeasured: true },
  { item: 'microphoneBatteries', need: 'required', result: 'notChecked', code: null, isMeasured: false },
  { item: 'light', need: 'voluntary', result: 'notChecked', code: null, isMeasured: false },
] satisfies CheckedSite['items'];

test('the last item that is required passes its site, and one that fails fails it', () => {
  const known = { ...check, sites: [{ ...site('1', 'a'), items }] };
  const passed = withResult(known, { siteId: '1', result: 'passed', items: ['microphoneBatteries'] });
  expect(passed.sites[0]?.result).toBe('passed');
  expect(passed.sites[0]?.items[0]?.isMeasured).toBe(true);
  const failed = withResult(passed, { siteId: '1', result: 'failed', note: 'Tối', items: ['light'] });
  expect(failed.sites[0]?.result).toBe('failed');
});

test('sites are found that speak, and that have not come in', () => {
  const speaking = { ...site('1', 'a'), name: 'Ea Kao', speaks: true, asked: 'notIn' } satisfies CheckedSite;
  expect(isShown(speaking, 'speaks', 'ea kao')).toBe(true);
  expect(isShown(speaking, 'notIn', '')).toBe(true);
  expect(isShown({ ...speaking, asked: 'done' }, 'notIn', '')).toBe(false);
});
