import { expect, test } from 'vitest';
import type { CheckedSite, TechnicalCheck } from './checkQueries';
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
  const after = withResult(check, '2', 'failed', 'Mất điện');
  expect(after.counts).toEqual({ passed: 0, failed: 1, notChecked: 2 });
  expect(after.groups.map((group) => group.counts.failed)).toEqual([1, 0]);
  expect(after.sites[1]?.note).toBe('Mất điện');
  expect(check.sites[1]?.result).toBe('notChecked');
});
