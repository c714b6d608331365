import { expect, test } from 'vitest';
import type { Unit } from './organisationQueries';
import { rowsOf, wayTo } from './unitRows';

function unit(id: string, childCount = 0): Unit {
  return {
    id,
    name: `Đơn vị ${id}`,
    code: null,
    kind: 'authority',
    level: 1,
    parentId: null,
    parentName: null,
    path: [],
    childCount,
    validFrom: null,
    validTo: null,
    createdAt: '2026-11-20T01:00:00Z',
  };
}

test('a unit can be opened before what stands under it is known', () => {
  const rows = rowsOf((parent) => (parent === null ? [unit('1', 2), unit('2')] : undefined));
  expect(rows.map((row) => row.id)).toEqual(['1', '2']);
  expect(rows[0]?.children).toEqual([{ id: '1 waits', waits: true }]);
  expect(rows[1]?.children).toBeUndefined();
});

test('what is known stands under its unit, at any depth', () => {
  const known: Record<string, Unit[]> = { '': [unit('1', 1)], '1': [unit('2', 1)], '2': [unit('3')] };
  const rows = rowsOf((parent) => known[parent ?? '']);
  expect(rows[0]?.children?.[0]?.children?.[0]?.id).toBe('3');
});

test('the way to a unit is read from the top down', () => {
  expect(
    wayTo({
      path: [
        { id: '1', name: 'Tỉnh' },
        { id: '2', name: 'Huyện' },
      ],
    }),
  ).toBe('Tỉnh › Huyện');
});
