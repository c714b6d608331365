import { expect, test } from 'vitest';
import type { Unit } from './organisationQueries';
import { folded, treeOf } from './unitTree';

function unit(id: string, name: string, parentId: string | null = null): Unit {
  return { id, name, code: null, parentId, parentName: null, createdAt: '2026-11-20T01:00:00Z' };
}

test('units stand below their parent, in Vietnamese order', () => {
  const tree = treeOf([
    unit('3', 'Xã Ea Kao', '1'),
    unit('2', 'Xã Dray Bhăng', '1'),
    unit('1', 'Tỉnh'),
    unit('4', 'Xã Đắk Liêng', '1'),
  ]);
  expect(tree.map((node) => node.name)).toEqual(['Tỉnh']);
  expect(tree[0]?.children?.map((node) => node.name)).toEqual(['Xã Dray Bhăng', 'Xã Đắk Liêng', 'Xã Ea Kao']);
});

test('a unit whose parent is unknown is not lost', () => {
  expect(treeOf([unit('2', 'Xã Ea Kao', 'gone')]).map((node) => node.name)).toEqual(['Xã Ea Kao']);
});

test('units that are each other’s parent are shown, not looped over', () => {
  expect(treeOf([unit('1', 'A', '2'), unit('2', 'B', '1')])).toHaveLength(2);
});

test('searching ignores accents and case', () => {
  expect(folded('Đắk Lắk')).toBe(folded('DAK LAK'));
});
