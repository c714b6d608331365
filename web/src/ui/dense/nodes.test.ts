import { expect, test } from 'vitest';
import { closedAtFirst, type DenseNode, drawn, linesOf } from './nodes';

type Node = DenseNode<number, string>;

const sites = (count: number, prefix: string): Node[] =>
  Array.from({ length: count }, (_, index) => ({ key: `${prefix}${index}`, row: index }));
const district = (key: string, count: number): Node => ({
  key,
  group: key,
  name: key,
  children: sites(count, `${key}.`),
});

test('a closed group hides what is in it, and only that', () => {
  const nodes = [district('a', 2), district('b', 1)];
  expect(linesOf(nodes, (key) => key === 'a').map(({ key, depth }) => `${depth}${key}`)).toEqual(['0a', '0b', '1b.0']);
});

test('of a long list all districts are seen at once, of a short one all sites', () => {
  const province = (count: number): Node[] => [
    { key: 'tỉnh', group: 'tỉnh', name: 'tỉnh', children: [district('a', count), district('b', count)] },
  ];
  expect(closedAtFirst(province(100))).toEqual(['a', 'b']);
  expect(closedAtFirst(province(5))).toEqual([]);
});

test('what is in sight is drawn with some lines above and below, and no more', () => {
  expect(drawn(-300, 768, 40, 250)).toEqual([0, 20]);
  const [first, last] = drawn(4000, 768, 40, 250);
  expect(first).toBeLessThanOrEqual(100 - 8);
  expect(last).toBeGreaterThanOrEqual(120 + 8);
  expect(last - first).toBeLessThan(50);
  expect(drawn(20_000, 768, 40, 250)).toEqual([250, 250]);
});

test('a few pixels of scrolling draw nothing anew', () => {
  expect(drawn(4001, 768, 40, 250)).toEqual(drawn(4030, 768, 40, 250));
});
