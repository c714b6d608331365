import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HubDialler, HubListener } from './hub';
import { type HubEvents, HubKeeper, type HubStatus } from './hubKeeper';

function setUp(starts: (() => Promise<void>)[]) {
  const statuses: HubStatus[] = [];
  const dialled: { token: string; listener: HubListener; stopped: boolean }[] = [];
  const dial: HubDialler = (token, listener) => {
    const record = { token, listener, stopped: false };
    const start = starts[dialled.length] ?? (() => Promise.resolve());
    dialled.push(record);
    return {
      start,
      invoke: () => Promise.resolve({ ok: true }),
      snapshot: () => Promise.reject(new Error('none')),
      stop: () => {
        record.stopped = true;
        return Promise.resolve();
      },
    };
  };
  const unauthorised = vi.fn();
  const keeper = new HubKeeper(dial, {
    status: (status: HubStatus) => statuses.push(status),
    unauthorised,
  } as unknown as HubEvents);
  return { keeper, statuses, dialled, unauthorised };
}

const refuse = (message: string) => () => Promise.reject(new Error(message));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('HubKeeper', () => {
  it('dials again with growing pauses until the server is back', async () => {
    const { keeper, statuses, dialled } = setUp([refuse('down'), refuse('down'), refuse('down')]);
    keeper.start('t');
    await vi.advanceTimersByTimeAsync(6000);
    expect(dialled).toHaveLength(4);
    expect(statuses.at(-1)).toEqual({ connected: true, attempt: 4 });
  });

  it('dials at once when a connected line is lost, and counts from one', async () => {
    const { keeper, statuses, dialled } = setUp([]);
    keeper.start('t');
    await vi.advanceTimersByTimeAsync(0);
    dialled[0]?.listener.lost();
    await vi.advanceTimersByTimeAsync(1);
    expect(statuses).toEqual([
      { connected: false, attempt: 1 },
      { connected: true, attempt: 1 },
      { connected: false, attempt: 1 },
      { connected: true, attempt: 1 },
    ]);
  });

  it('says when the token is no longer known', async () => {
    const { keeper, unauthorised } = setUp([refuse("Status code '401'")]);
    keeper.start('t');
    await vi.advanceTimersByTimeAsync(0);
    expect(unauthorised).toHaveBeenCalledOnce();
    keeper.stop();
  });

  it('hangs up the old line when it starts with a new token, and dials no more once stopped', async () => {
    const { keeper, dialled } = setUp([]);
    keeper.start('old');
    await vi.advanceTimersByTimeAsync(0);
    keeper.start('new');
    await vi.advanceTimersByTimeAsync(0);
    expect(dialled.map((d) => [d.token, d.stopped])).toEqual([
      ['old', true],
      ['new', false],
    ]);
    keeper.stop();
    dialled[1]?.listener.lost();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(dialled).toHaveLength(2);
  });

  it('refuses to send while there is no line', async () => {
    const { keeper } = setUp([]);
    await expect(keeper.invoke('RaiseHand')).resolves.toMatchObject({
      ok: false,
      problem: { code: 'hub_not_connected' },
    });
  });
});
