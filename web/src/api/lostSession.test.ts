import { expect, test } from 'vitest';
import { LostSession } from './lostSession';

test('requests wait until somebody has signed in again, and are sent once more', async () => {
  const lost = new LostSession();
  lost.hold();
  const answers = [lost.signInAgain(true), lost.signInAgain(false)];
  expect(lost.current()).toBe('lost');
  lost.signedIn();
  expect(await Promise.all(answers)).toEqual([true, true]);
  expect(lost.current()).toBe('here');
});

test('where no page stands for anybody, a refusal is a refusal', async () => {
  const lost = new LostSession();
  expect(await lost.signInAgain(true)).toBe(false);
  const release = lost.hold();
  release();
  expect(await lost.signInAgain(true)).toBe(false);
  expect(lost.current()).toBe('here');
});

test('a question that was put off comes back with the next act, not with what a page reads by itself', async () => {
  const lost = new LostSession();
  lost.hold();
  const first = lost.signInAgain(true);
  lost.putOff();
  expect(await first).toBe(false);
  expect(await lost.signInAgain(false)).toBe(false);
  expect(lost.current()).toBe('putOff');
  void lost.signInAgain(true);
  expect(lost.current()).toBe('lost');
});

test('whoever signs out is not asked to come back', async () => {
  const lost = new LostSession();
  lost.hold();
  const waiting = lost.signInAgain(false);
  const during = await lost.deliberately(() => lost.signInAgain(true));
  expect(during).toBe(false);
  expect(await waiting).toBe(false);
  expect(lost.current()).toBe('here');
});
