import { expect, test } from 'vitest';
import type { SiteSummary } from './siteQueries';
import { firstOpen, missingIn, stepOf, steps, stepWith } from './steps';
import { vi } from './texts.vi';

const all = Object.keys(vi.missing) as SiteSummary['missing'];

test('each thing that can be missing is said in exactly one step', () => {
  const needed = steps.flatMap(({ needs }) => [...needs]);
  expect([...needed].sort()).toEqual([...all].sort());
  for (const requirement of all) expect(missingIn(stepOf(requirement), [requirement])).toEqual([requirement]);
});

test('a block, a field and what is unknown have their step', () => {
  expect(stepWith('addressRanges')).toBe(3);
  expect(stepWith('cameraPresets')).toBe(4);
  expect(stepWith('name')).toBe(0);
  expect(stepWith('')).toBe(0);
});

test('what is still open comes first', () => {
  expect(firstOpen(['camera', 'cameraPresets'])).toBe(2);
  expect(firstOpen([])).toBe(0);
});
