import { expect, test } from 'vitest';
import { matrixOf } from './matrix';
import type { Level, PreparationMatrix } from './preparationQueries';

const data: PreparationMatrix = {
  items: [
    { id: 'm1', role: 'main', text: 'Pin micro' },
    { id: 's1', role: 'member', text: 'Nguồn điện' },
    { id: 's2', role: 'member', text: 'Pin micro' },
  ],
  stations: [
    { siteId: 'chính', role: 'main', marks: [true] },
    { siteId: 'a', role: 'member', marks: [true, false] },
    { siteId: 'b', role: 'member', marks: [true, null] },
  ],
};
const level = (unitId: string, parentId: string | null): Level => ({
  unitId,
  parentId,
  name: unitId,
  sites: 1,
  rosters: 0,
  percent: 0,
  late: 0,
});
const sites = [
  { siteId: 'chính', levelId: 'tỉnh' },
  { siteId: 'a', levelId: 'huyện' },
  { siteId: 'b', levelId: 'huyện' },
];
const matrix = matrixOf(data, sites, [level('tỉnh', null), level('huyện', 'tỉnh')]);

test('every item of a site is one of three words', () => {
  expect(matrix.columns.map(({ title }) => title)).toEqual(['Nguồn điện', 'Pin micro']);
  expect([0, 1].map((column) => matrix.mark('a', column))).toEqual(['passed', 'failed']);
  expect(matrix.mark('b', 1)).toBe('notChecked');
});

test('the main site stands in the columns that its own list has, too', () => {
  expect([0, 1].map((column) => matrix.mark('chính', column))).toEqual([null, 'passed']);
});

test('a district says how many of its sites, the province how many of all', () => {
  expect(matrix.share('huyện', 0)).toEqual({ passed: 2, failed: 0, of: 2 });
  expect(matrix.share('huyện', 1)).toEqual({ passed: 0, failed: 1, of: 2 });
  expect(matrix.share('tỉnh', 1)).toEqual({ passed: 1, failed: 1, of: 3 });
});
