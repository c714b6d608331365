import { describe, expect, it } from 'vitest';
import { type Call, type OpenCall, openAfter, wayInto } from './callBook';

const now = Date.parse('2026-11-30T01:00:00Z');

function call(id: string, siteId = 'xa-1', at = now): Call {
  return {
    id,
    meetingId: 'hop',
    title: 'Giao ban',
    mainSite: 'Hội trường tỉnh',
    siteId,
    siteName: 'Phòng họp xã',
    at: new Date(at).toISOString(),
    by: 'VP UBND tỉnh',
  };
}

const ringing = (...calls: Call[]): OpenCall[] => calls.map((one) => ({ call: one, isPutOff: false }));

describe('calls to sites', () => {
  it('rings once however often the same call is told', () => {
    const once = openAfter([], { kind: 'call', call: call('a') }, now);
    expect(openAfter(once, { kind: 'call', call: call('a') }, now)).toEqual(ringing(call('a')));
  });

  it('rings again for a site that was put off and is called again', () => {
    const later = openAfter(ringing(call('a')), { kind: 'putOff', id: 'a' }, now);
    expect(later).toEqual([{ call: call('a'), isPutOff: true }]);
    expect(openAfter(later, { kind: 'call', call: call('b') }, now)).toEqual(ringing(call('b')));
  });

  it('ends the call of a site that has come in elsewhere, and no other', () => {
    const two = ringing(call('a'), call('b', 'xa-2'));
    expect(openAfter(two, { kind: 'answered', meetingId: 'hop', siteId: 'xa-1' }, now)).toEqual(
      ringing(call('b', 'xa-2')),
    );
    expect(openAfter(two, { kind: 'answered', meetingId: 'hop khác', siteId: 'xa-1' }, now)).toEqual(two);
  });

  it('forgets what was put off half an hour ago', () => {
    const old = [{ call: call('a', 'xa-1', now - 31 * 60_000), isPutOff: true }];
    expect(openAfter(old, { kind: 'call', call: call('b', 'xa-2') }, now)).toEqual(ringing(call('b', 'xa-2')));
  });

  it('leads in as the called site', () => {
    expect(wayInto(call('a', 'xa-2'))).toBe('/hop/hop?diem-cau=xa-2');
  });
});
