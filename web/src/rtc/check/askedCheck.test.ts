import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AskedCheck, type CheckAsk, type CheckDesk } from './askedCheck';
import type { SiteMeasurement } from './measurement';

const ask: CheckAsk = { id: 'a', meetingId: 'm', title: 'Giao ban', by: 'VNPT' };
const measurement = { problems: [] } as unknown as SiteMeasurement;

class Desk implements CheckDesk {
  open: CheckAsk[] = [];
  reachable = true;
  taken: string[] = [];
  reports: (string | null)[] = [];
  asks = async () => (this.reachable ? { asks: this.open, nextInSeconds: 5 } : null);
  take = async (id: string) => {
    const isOpen = this.open.some((one) => one.id === id);
    if (isOpen) this.taken.push(id);
    return isOpen;
  };
  report = async (_: SiteMeasurement, __: Blob | null, meetingId: string | null) => {
    if (!this.reachable) return null;
    this.reports.push(meetingId);
    this.open = [];
    return {};
  };
}

const desk = () => new Desk();
let runs = 0;
let isTaken = false;

function asked(at: Desk): AskedCheck {
  const check = new AskedCheck(at, {
    run: async () => {
      runs++;
      return measurement;
    },
    still: () => null,
    isTaken: () => isTaken,
  });
  check.start();
  return check;
}

beforeEach(() => {
  vi.useFakeTimers();
  runs = 0;
  isTaken = false;
});
afterEach(() => vi.useRealTimers());

describe('AskedCheck', () => {
  it('says so for five seconds, measures and sends', async () => {
    const at = desk();
    const check = asked(at);
    await vi.advanceTimersByTimeAsync(100);
    expect(check.state.get()).toEqual({ at: 'rest' });
    at.open = [ask];
    await vi.advanceTimersByTimeAsync(5000);
    expect(check.state.get()).toEqual({ at: 'notice', ask, secondsLeft: 5 });
    await vi.advanceTimersByTimeAsync(3000);
    expect(check.state.get()).toMatchObject({ secondsLeft: 2 });
    expect(runs).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(check.state.get()).toEqual({ at: 'done', ask, isSent: true });
    expect([at.taken, at.reports, runs]).toEqual([['a'], ['m'], 1]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(check.state.get()).toEqual({ at: 'rest' });
    expect(runs).toBe(1);
    check.stop();
  });

  it('is put off for two minutes', async () => {
    const at = desk();
    at.open = [ask];
    const check = asked(at);
    await vi.advanceTimersByTimeAsync(1000);
    check.putOff();
    await vi.advanceTimersByTimeAsync(100_000);
    expect([check.state.get(), runs]).toEqual([{ at: 'rest' }, 0]);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(runs).toBe(1);
    check.stop();
  });

  it('leaves an ask that was withdrawn during the notice, and the devices while somebody has them', async () => {
    const at = desk();
    at.open = [ask];
    isTaken = true;
    const check = asked(at);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(check.state.get()).toEqual({ at: 'rest' });
    isTaken = false;
    await vi.advanceTimersByTimeAsync(6000);
    expect(check.state.get().at).toBe('notice');
    at.open = [];
    await vi.advanceTimersByTimeAsync(6000);
    expect([check.state.get().at, runs]).toEqual(['rest', 0]);
    check.stop();
  });

  it('goes on when the server is away, and measures again what could not be sent', async () => {
    const at = desk();
    at.open = [ask];
    const check = asked(at);
    await vi.advanceTimersByTimeAsync(4500);
    at.reachable = false;
    at.take = async () => true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(check.state.get()).toEqual({ at: 'done', ask, isSent: false });
    await vi.advanceTimersByTimeAsync(30_000);
    at.reachable = true;
    await vi.advanceTimersByTimeAsync(40_000);
    expect([at.reports, runs]).toEqual([['m'], 2]);
    check.stop();
  });

  it('does nothing any more once it is stopped', async () => {
    const at = desk();
    at.open = [ask];
    const check = asked(at);
    await vi.advanceTimersByTimeAsync(2000);
    check.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([check.state.get(), runs, at.taken]).toEqual([{ at: 'rest' }, 0, []]);
  });
});
