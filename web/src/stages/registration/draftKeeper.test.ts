import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../../api/problem';
import { DraftKeeper, type Keeping, type Saved } from './draftKeeper';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function keeperOn(answers: (version: number, form: string) => Promise<Saved>) {
  const calls: [number, string][] = [];
  const said: Keeping['state'][] = [];
  const keeper = new DraftKeeper<string>(
    1,
    (version, form) => {
      calls.push([version, form]);
      return answers(version, form);
    },
    (keeping) => said.push(keeping.state),
  );
  return { keeper, calls, said };
}

const accepted = (version: number) => Promise.resolve({ version: version + 1 });

test('a pause in typing saves the last word once', async () => {
  const { keeper, calls, said } = keeperOn(accepted);
  for (const word of ['H', 'Hộ', 'Hội']) keeper.changed(word);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(calls).toEqual([[1, 'Hội']]);
  expect(said.at(-1)).toBe('saved');
});

test('what is typed while saving is saved after it, upon the new version', async () => {
  let release: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { keeper, calls } = keeperOn(async (version) => {
    if (version === 1) await first;
    return { version: version + 1 };
  });
  keeper.changed('một');
  await vi.advanceTimersByTimeAsync(1_000);
  keeper.changed('hai');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(calls).toEqual([[1, 'một']]);
  release();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(calls).toEqual([
    [1, 'một'],
    [2, 'hai'],
  ]);
});

test('a lost connection is tried again with the newest word', async () => {
  let offline = true;
  const { keeper, calls, said } = keeperOn((version) =>
    offline ? Promise.reject(new Problem(0, {})) : accepted(version),
  );
  keeper.changed('một');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.at(-1)).toBe('failed');
  offline = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(calls).toEqual([
    [1, 'một'],
    [1, 'một'],
  ]);
  expect(said.at(-1)).toBe('saved');
});

test('a conflict stops and overwrites only when told to', async () => {
  let theirs = 7;
  const { keeper, calls, said } = keeperOn((version) =>
    version === theirs ? accepted(version) : Promise.reject(new Problem(409, { code: 'meeting_changed_meanwhile' })),
  );
  keeper.changed('của tôi');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(calls).toHaveLength(1);
  expect(said.at(-1)).toBe('conflict');
  keeper.overwrite(theirs, 'của tôi');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said.at(-1)).toBe('saved');
  theirs = 0;
});

test('sending waits for everything that was typed', async () => {
  const { keeper, calls } = keeperOn(accepted);
  keeper.changed('một');
  await expect(keeper.flush()).resolves.toBe(2);
  expect(calls).toEqual([[1, 'một']]);
  await expect(keeper.flush()).resolves.toBe(2);
});

test('sending fails with what keeps it from being saved', async () => {
  const { keeper } = keeperOn(() => Promise.reject(new Problem(400, { code: 'validation' })));
  keeper.changed('một');
  await expect(keeper.flush()).rejects.toMatchObject({ code: 'validation' });
});
