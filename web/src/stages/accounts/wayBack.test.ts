import { expect, test } from 'vitest';
import { wayBack } from './wayBack';

test('a page of this site is returned to after signing in', () => {
  expect(wayBack('/phong-hop?tim=ea')).toBe('/phong-hop?tim=ea');
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '', null])(
  'a foreign address %s leads home instead',
  (wanted) => {
    expect(wayBack(wanted)).toBe('/');
  },
);
