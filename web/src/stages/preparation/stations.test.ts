import { expect, test } from 'vitest';
import type { Level, StationSummary } from './preparationQueries';
import { finds, matches, stateOf, toggled, treeOf } from './stations';

function station(more: Partial<StationSummary>): StationSummary {
  return {
    siteId: 'a',
    role: 'member',
    name: 'UBND xã Ea Kao',
    place: null,
    levelId: null,
    people: [],
    hasRoster: false,
    done: 0,
    wrong: 0,
    items: 11,
    standing: 'onTime',
    mayWrite: true,
    needsConfirming: false,
    ...more,
  };
}

const technician = { role: 'technician', name: 'Y Bhiông', position: null, phone: '0905 1', zalo: null } as const;
const level = (unitId: string, parentId: string | null): Level => ({
  unitId,
  parentId,
  name: unitId,
  sites: 1,
  rosters: 0,
  percent: 0,
  late: 0,
});

test('a station says the one thing that is most wrong with it', () => {
  expect(stateOf(station({}))).toBe('noRoster');
  expect(stateOf(station({ people: [technician] }))).toBe('halfRoster');
  expect(stateOf(station({ people: [technician], hasRoster: true, wrong: 1 }))).toBe('wrong');
  expect(stateOf(station({ people: [technician], hasRoster: true, done: 10 }))).toBe('open');
  expect(stateOf(station({ standing: 'late' }))).toBe('late');
  expect(stateOf(station({ hasRoster: true, done: 11, standing: 'late' }))).toBe('ready');
});

test('filters are what is still to be done', () => {
  const staffed = station({ people: [technician], hasRoster: true });
  expect(matches(staffed, 'chua-truc')).toBe(false);
  expect(matches(staffed, 'chua-xong')).toBe(true);
  expect(matches(station({ standing: 'late' }), 'qua-han')).toBe(true);
  expect(matches(staffed, '')).toBe(true);
});

test('sites are found by their people, with or without accents', () => {
  expect(finds(station({ people: [technician] }), 'bhiong kao')).toBe(true);
  expect(finds(station({ people: [technician] }), 'ea kiet')).toBe(false);
});

test('sites stand under their district, districts under the province, and the media servers above all', () => {
  const tree = treeOf(
    [station({ siteId: null, role: 'mcu' }), station({ levelId: 'huyện' }), station({ siteId: 'b', levelId: 'tỉnh' })],
    [level('tỉnh', null), level('huyện', 'tỉnh')],
  );
  expect(tree.map(({ key }) => key)).toEqual(['mcu', 'tỉnh']);
  const province = tree[1];
  expect(province && 'children' in province && province.children.map(({ key }) => key)).toEqual(['b', 'huyện']);
});

test('a contact is taken on by one touch and off by another', () => {
  const leader = { ...technician, role: 'leader' } as const;
  expect(toggled([technician], leader)).toEqual([technician, leader]);
  expect(toggled([technician, leader], technician)).toEqual([leader]);
});
