import { expect, test } from 'vitest';
import { foundIn, siteTree, unitsIn } from './siteTree';

const choice = {
  units: [
    { id: 'tinh', name: 'UBND tỉnh', parentId: null },
    { id: 'huyen', name: 'UBND huyện Krông Pắc', parentId: 'tinh' },
    { id: 'xa1', name: 'UBND xã Ea Kao', parentId: 'huyen' },
    { id: 'xa2', name: 'UBND xã Đắk Nuê', parentId: 'huyen' },
    { id: 'so', name: 'Sở Y tế', parentId: 'tinh' },
  ],
  sites: [
    { id: '1', unitId: 'tinh', name: 'UBND tỉnh – Hội trường', place: '' },
    { id: '2', unitId: 'huyen', name: 'UBND huyện Krông Pắc – Phòng họp', place: '' },
    { id: '3', unitId: 'xa1', name: 'UBND xã Ea Kao – Phòng họp', place: '' },
    { id: '4', unitId: 'xa2', name: 'UBND xã Đắk Nuê – Phòng họp', place: '' },
    { id: '5', unitId: 'so', name: 'Sở Y tế – Phòng 1', place: '' },
    { id: '6', unitId: 'so', name: 'Sở Y tế – Phòng 2', place: '' },
  ],
};

test('a unit with one site is that site, and a unit knows every site below it', () => {
  const [province] = siteTree(choice);
  expect(province?.siteIds).toEqual(['1', '5', '6', '2', '4', '3']);
  const district = province?.children?.find((node) => node.key === 'u:huyen');
  expect(district?.children?.map((node) => node.key)).toEqual(['s:2', 's:4', 's:3']);
  expect(unitsIn(siteTree(choice)).map((node) => node.key)).toEqual(['u:tinh', 'u:so', 'u:huyen']);
});

test('a search without accents finds sites, and a found unit brings all of its sites', () => {
  expect(foundIn(siteTree(choice), 'dak nue').flatMap((node) => node.siteIds)).toEqual(['4']);
  expect(foundIn(siteTree(choice), 'SO Y TE').flatMap((node) => node.siteIds)).toEqual(['5', '6']);
  expect(foundIn(siteTree(choice), 'không có')).toEqual([]);
});

test('a site is found by what it is called at home and by its unit, in any order', () => {
  for (const typed of ['phong 2', 'phòng 2 sở', 'y te 2'])
    expect(foundIn(siteTree(choice), typed).flatMap((node) => node.siteIds)).toEqual(['6']);
});

test('a unit whose parent is not among them stands at the top', () => {
  const top = siteTree({
    units: [{ id: 'a', name: 'A', parentId: 'vanished' }],
    sites: [{ id: '1', unitId: 'a', name: 'A', place: '' }],
  });
  expect(top.map((node) => node.key)).toEqual(['s:1']);
});
