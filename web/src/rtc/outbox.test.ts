import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { conversation, Outbox, type OwnWords } from './outbox';
import type { ChatMessage, IntentAnswer, Problem } from './protocol';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refusal = (code: string): IntentAnswer => ({ ok: false, problem: { status: 400, code, title: code } });
const settle = () => vi.advanceTimersByTimeAsync(0);

function setUp() {
  const sent: { id: string; text: string; answer(answer: IntentAnswer): void }[] = [];
  const refused: Problem[] = [];
  let words: readonly OwnWords[] = [];
  const outbox = new Outbox((id, text) => new Promise((answer) => sent.push({ id, text, answer })), {
    changed: (now) => {
      words = now;
    },
    refused: (problem) => refused.push(problem),
  });
  const call = (at: number) => {
    const some = sent.at(at);
    if (!some) throw new Error(`nothing was sent ${at} times`);
    return some;
  };
  return { outbox, sent, refused, call, states: () => words.map(({ text, state }) => `${text}: ${state}`) };
}

const said = (id: string, text = 'Xin chào', participantId = 'me'): ChatMessage => ({
  id,
  participantId,
  displayName: 'Xã Ea Kao',
  text,
  at: '2026-11-30T01:00:00Z',
});

describe('Outbox', () => {
  it('shows words at once, and as sent when the server has kept them', async () => {
    const { outbox, call, states } = setUp();
    outbox.say('Xin chào');
    expect(states()).toEqual(['Xin chào: sending']);
    call(0).answer({ ok: true });
    await settle();
    expect(states()).toEqual(['Xin chào: sent']);
    outbox.told([said(call(0).id)]);
    expect(states()).toEqual([]);
  });

  it('goes on saying that it sends while all read it and nothing has kept it', async () => {
    const { outbox, sent, call, states, refused } = setUp();
    outbox.say('Xin chào');
    outbox.told([said(call(0).id)]);
    expect(states()).toEqual(['Xin chào: sending']);
    call(0).answer(refusal('chat_not_written'));
    await settle();
    expect(states()).toEqual(['Xin chào: sending']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent.map(({ id }) => id)).toEqual([call(0).id, call(0).id]);
    call(1).answer({ ok: true });
    await settle();
    expect(states()).toEqual([]);
    expect(refused).toEqual([]);
  });

  it('keeps what failed until its sender sends it again, under the same id, or takes it back', async () => {
    const { outbox, sent, call, states, refused } = setUp();
    outbox.say('Một');
    outbox.say('Hai');
    call(0).answer(refusal('hub_not_connected'));
    call(1).answer(refusal('too_many_attempts'));
    await settle();
    expect(states()).toEqual(['Một: sending', 'Hai: failed']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states()).toEqual(['Một: failed', 'Hai: failed']);
    expect(refused.map(({ code }) => code)).toEqual(['too_many_attempts']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(2);

    outbox.again(call(0).id);
    outbox.again(call(0).id);
    outbox.takeBack(call(1).id);
    expect(states()).toEqual(['Một: sending']);
    expect(sent.map(({ id, text }) => [id, text])).toEqual([
      [call(0).id, 'Một'],
      [call(1).id, 'Hai'],
      [call(0).id, 'Một'],
    ]);
  });

  it('waits a while for a line that is being made, and then sends by itself, under the same id', async () => {
    const { outbox, sent, call, states } = setUp();
    outbox.say('Xin chào');
    call(0).answer(refusal('hub_not_connected'));
    await vi.advanceTimersByTimeAsync(6000);
    outbox.lineIsBack();
    outbox.lineIsBack();
    expect(sent.map(({ id }) => id)).toEqual([call(0).id, call(0).id]);
    call(1).answer(refusal('hub_not_connected'));
    await vi.advanceTimersByTimeAsync(3999);
    expect(states()).toEqual(['Xin chào: sending']);
    await vi.advanceTimersByTimeAsync(1);
    expect(states()).toEqual(['Xin chào: failed']);
    outbox.lineIsBack();
    expect(sent).toHaveLength(2);
    outbox.again(call(0).id);
    call(2).answer({ ok: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states()).toEqual(['Xin chào: sent']);
  });

  it('asks again by itself about what failed here and stands in the conversation', async () => {
    const { outbox, sent, call, states } = setUp();
    outbox.say('Xin chào');
    call(0).answer(refusal('hub_not_connected'));
    await vi.advanceTimersByTimeAsync(10_000);
    outbox.told([said(call(0).id)]);
    expect(states()).toEqual(['Xin chào: sending']);
    call(1).answer({ ok: true });
    await settle();
    expect(states()).toEqual([]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('does not take back what is on its way', () => {
    const { outbox, call, states } = setUp();
    outbox.say('Xin chào');
    outbox.takeBack(call(0).id);
    expect(states()).toEqual(['Xin chào: sending']);
  });

  it('forgets everything when the meeting is over', async () => {
    const { outbox, sent, call, states } = setUp();
    outbox.say('Xin chào');
    outbox.say('Chờ');
    call(1).answer(refusal('chat_not_written'));
    await settle();
    outbox.forget();
    call(0).answer({ ok: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states()).toEqual([]);
    expect(sent).toHaveLength(2);
  });
});

describe('conversation', () => {
  const me = { id: 'me', displayName: 'Xã Ea Kao' };
  const own = (id: string, state: OwnWords['state']): OwnWords => ({ id, text: id, at: '2026-11-30T01:00:01Z', state });

  it('has each of the own words once, wherever they have got to', () => {
    const shown = conversation(
      [said('a', 'a', 'chair'), said('b', 'b')],
      [own('b', 'sending'), own('c', 'sent'), own('d', 'failed')],
      me,
    );
    expect(shown.map(({ message, state }) => [message.id, message.participantId, state])).toEqual([
      ['a', 'chair', 'sent'],
      ['b', 'me', 'sending'],
      ['c', 'me', 'sent'],
      ['d', 'me', 'failed'],
    ]);
  });

  it('does not call failed what stands in the conversation', () => {
    expect(conversation([said('b')], [own('b', 'failed')], me)[0]?.state).toBe('sending');
  });
});
