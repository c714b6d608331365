import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { View } from './protocol';
import { nothing, ViewRequest } from './viewRequest';

const view = (width: number): View => ({
  podium: { width, height: 360 },
  screen: null,
  tiles: [],
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sends what the layout came to rest at, once', () => {
  const sent: View[] = [];
  const request = new ViewRequest((v) => sent.push(v));
  for (const width of [500, 620, 640, 637]) request.set(view(width));
  vi.advanceTimersByTime(500);
  request.set(view(631));
  vi.advanceTimersByTime(500);
  expect(sent).toEqual([view(640)]);
});

it('asks for no pictures while the page is hidden, and for all of them again afterwards', () => {
  const sent: View[] = [];
  const request = new ViewRequest((v) => sent.push(v));
  request.set(view(640));
  vi.advanceTimersByTime(200);
  request.setHidden(true);
  vi.advanceTimersByTime(200);
  request.setHidden(false);
  vi.advanceTimersByTime(200);
  expect(sent).toEqual([view(640), nothing, view(640)]);
});

it('tells a new line what is in force', () => {
  const sent: View[] = [];
  const request = new ViewRequest((v) => sent.push(v));
  request.set(view(640));
  vi.advanceTimersByTime(200);
  request.repeat();
  expect(sent).toHaveLength(2);
});
