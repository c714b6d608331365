import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { Queries } from './queries';

test('what is changed while its first answer is on its way is asked for again', async () => {
  const queries = new Queries();
  let kept = 'before';
  const answers: (() => void)[] = [];
  const observer = new QueryObserver(queries, {
    queryKey: ['list'],
    queryFn: () => {
      const read = kept;
      return new Promise<string>((answer) => answers.push(() => answer(read)));
    },
  });
  const stop = observer.subscribe(() => undefined);
  kept = 'after';
  void queries.invalidateQueries({ queryKey: ['list'] });
  await expect.poll(() => answers.length).toBe(2);
  for (const answer of answers) answer();
  await expect.poll(() => observer.getCurrentResult().data).toBe('after');
  stop();
});
