import { expect, test } from 'vitest';
import { answered, noAnswers } from './importAnswers';

test('a later answer takes the place of the earlier one', () => {
  const first = answered(noAnswers, 3, 'sameUnit');
  expect(first).toEqual({ sameUnits: [3], newUnits: [], sameParents: [] });
  expect(answered(first, 3, 'newUnit')).toEqual({ sameUnits: [], newUnits: [3], sameParents: [] });
});

test('a row may be asked for its unit and for its parent', () => {
  expect(answered(answered(noAnswers, 3, 'sameParent'), 3, 'newUnit')).toEqual({
    sameUnits: [],
    newUnits: [3],
    sameParents: [3],
  });
});
