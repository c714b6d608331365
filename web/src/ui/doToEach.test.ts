import { expect, test } from 'vitest';
import { doToEach } from './doToEach';

test('what is refused of one keeps none of the others back, and the first refusal is told', async () => {
  const tried: number[] = [];
  const act = async (item: number) => {
    tried.push(item);
    if (item % 2 === 0) throw new Error(`refused ${item}`);
  };
  expect(await doToEach([1, 2, 3, 4, 5], act)).toEqual({ done: 3, refused: new Error('refused 2') });
  expect(tried).toEqual([1, 2, 3, 4, 5]);
  expect(await doToEach([1, 3], act)).toEqual({ done: 2, refused: undefined });
});
