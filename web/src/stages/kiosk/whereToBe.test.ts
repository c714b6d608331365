import { describe, expect, test } from 'vitest';
import { type SiteSession, whereToBe } from './whereToBe';

const now = Date.parse('2026-11-30T00:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const nowhere = { inside: null, sentAway: null };

function session(meetingId: string, startsIn: number, more: Partial<SiteSession> = {}): SiteSession {
  return {
    meetingId,
    number: 1,
    title: 'Họp',
    unitName: 'Sở Y tế',
    heldAt: null,
    isMainSite: false,
    startsAt: at(startsIn),
    endsAt: at(startsIn + 120),
    connectFrom: at(startsIn - 60),
    isOpen: true,
    calledAt: null,
    ...more,
  };
}

describe('where a kiosk belongs', () => {
  test('is nowhere before the hour of connection, even when the conference was opened for a check', () => {
    expect(whereToBe([session('a', 61)], now, nowhere)).toBeNull();
  });

  test('is in the session from the hour of connection on, once it is open', () => {
    expect(whereToBe([session('a', 60)], now, nowhere)?.meetingId).toBe('a');
    expect(whereToBe([session('a', 60, { isOpen: false })], now, nowhere)).toBeNull();
  });

  test('is where it was called to, before the hour', () => {
    expect(whereToBe([session('a', 600, { calledAt: at(-1) })], now, nowhere)?.meetingId).toBe('a');
  });

  test('stays where it is while that goes on, whatever begins beside it', () => {
    const both = [session('a', -200), session('b', 30, { calledAt: at(-1) })];
    expect(whereToBe(both, now, { ...nowhere, inside: 'a' })?.meetingId).toBe('a');
    expect(whereToBe(both.toReversed(), now, { ...nowhere, inside: 'a' })?.meetingId).toBe('a');
    expect(whereToBe(both.slice(1), now, { ...nowhere, inside: 'a' })?.meetingId).toBe('b');
  });

  test('is not where it was asked to leave, until it is called again', () => {
    const sentAway = { meetingId: 'a', calledAt: null };
    expect(whereToBe([session('a', 30)], now, { inside: null, sentAway })).toBeNull();
    expect(whereToBe([session('a', 30, { calledAt: at(-1) })], now, { inside: null, sentAway })?.meetingId).toBe('a');
  });
});
