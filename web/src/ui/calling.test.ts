import { expect, test } from 'vitest';
import { telephoneOf, zaloOf } from './calling';

test.each([
  ['0905 123 456', 'tel:0905123456'],
  ['(0262) 3.855.855', 'tel:02623855855'],
  ['+84 905-123-456', 'tel:+84905123456'],
])('%s is dialled as %s', (written, dialled) => {
  expect(telephoneOf(written)).toBe(dialled);
});

test('a Zalo link has digits only', () => {
  expect(zaloOf('+84 905 123 456')).toBe('https://zalo.me/84905123456');
});
