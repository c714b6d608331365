import { expect, test } from 'vitest';
import { requirementsOf, strengthOf } from './passwordStrength';

const policy = { minimumLength: 10, maximumLength: 256, requireDigit: true, requireLetter: true };

test('each requirement says for itself whether it is met', () => {
  expect(requirementsOf(policy, 'đắklắk')).toEqual([
    { name: 'minimumLength', met: false },
    { name: 'letter', met: true },
    { name: 'digit', met: false },
  ]);
});

test('a requirement the policy does not have is not shown', () => {
  expect(requirementsOf({ ...policy, requireDigit: false }, '').map(({ name }) => name)).toEqual([
    'minimumLength',
    'letter',
  ]);
});

test.each([
  ['', 'none'],
  ['ngắn1', 'weak'],
  ['aaaaaaaaa1', 'fair'],
  ['họp sáng thứ hai 8 giờ, tầng 3', 'strong'],
] as const)('"%s" is %s', (password, strength) => {
  expect(strengthOf(policy, password)).toBe(strength);
});
