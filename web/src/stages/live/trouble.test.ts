import { expect, it } from 'vitest';
import { troubleOf } from './trouble';

const hub = (connected: boolean, attempt = 1) => ({ connected, attempt });

it('says nothing while all is well', () => {
  expect(troubleOf({ hub: hub(true), media: { state: 'connected' } })).toBeNull();
});

it('promises that sound and picture go on only once they have proven to', () => {
  expect(troubleOf({ hub: hub(false, 2), media: { state: 'connected' } })).toEqual({ key: 'hubAndMedia', attempt: 2 });
  expect(troubleOf({ hub: hub(false, 4), media: { state: 'connected' } })).toEqual({ key: 'hub', attempt: 4 });
  expect(troubleOf({ hub: hub(false, 4), media: { state: 'interrupted' } })).toEqual({
    key: 'hubAndMedia',
    attempt: 4,
  });
});

it('says what is being done about the media', () => {
  expect(troubleOf({ hub: hub(true), media: { state: 'repairing', step: 'rejoin', attempt: 2 } })).toEqual({
    key: 'rejoin',
    attempt: 2,
  });
});
