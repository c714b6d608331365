import { chapters } from 'virtual:guide';
import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { guideChapters, guideOf } from '../ui/guideChapters';
import { routes } from './router';

/** The full addresses of all routes that show something of their own. */
function addressesOf(tree: readonly RouteObject[], above = ''): string[] {
  return tree.flatMap((route) => {
    const address =
      route.path === undefined ? above : route.path.startsWith('/') ? route.path : join(above, route.path);
    return route.children ? addressesOf(route.children, address) : [address];
  });
}

function join(above: string, path: string): string {
  return path === '*' ? path : `${above}/${path}`;
}

/** What is looked at in development only has no readers. */
const addresses = [...new Set(addressesOf(routes))].filter((address) => address !== '/ui');

test('every page has its chapter in the guide', () => {
  expect(addresses.filter((address) => guideChapters[address] === undefined)).toEqual([]);
});

test('the table of chapters names no page that is gone', () => {
  expect(Object.keys(guideChapters).filter((address) => !addresses.includes(address))).toEqual([]);
});

test('every chapter that a page points to is in the guide, with its heading', () => {
  const places = chapters.flatMap(({ slug, sections }) => [slug, ...sections.map(({ id }) => `${slug}#${id}`)]);
  expect(Object.values(guideChapters).filter((place) => !places.includes(place))).toEqual([]);
});

test('links inside the guide lead to chapters and headings that there are', () => {
  const places = chapters.flatMap(({ slug, sections }) => {
    const address = slug ? `/huong-dan/${slug}` : '/huong-dan';
    return [address, ...sections.map(({ id }) => `${address}#${id}`)];
  });
  const links = chapters.flatMap(({ html }) =>
    [...html.matchAll(/href="(\/huong-dan[^"]*)"/g)].map(([, link]) => link),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !places.includes(link ?? ''))).toEqual([]);
});

test('an address finds the chapter of its page', () => {
  expect(guideOf('/')).toBe('/huong-dan/trang-chu-va-lich#trang-chu');
  expect(guideOf('/cuoc-hop/dang-ky')).toBe('/huong-dan/dang-ky-cuoc-hop#1-mo-trang-dang-ky');
  expect(guideOf('/cuoc-hop/6f9619ff-8b86-d011-b42d-00cf4fc964ff')).toBe('/huong-dan/dang-ky-cuoc-hop#5-theo-doi');
  expect(guideOf('/khong-co-trang-nay')).toBe('/huong-dan');
});
