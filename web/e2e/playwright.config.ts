import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { chromium, officeProgram } from './support/chromium';

/** Several browsers with cameras: two cores carry one such file at a time. */
const conferences =
  /(chat|codecs|diagnostics|doors|firefox|frames|loss|network|reachability|reload|room|selfCheck)\.spec\.ts$/;

// What only measures has scripts of its own: figures taken beside other tests mean nothing.
const measured = [{ name: 'measure', testMatch: '**/*.measure.ts', workers: 1 }];
const tested = [
  {
    name: 'office',
    testMatch: '**/*.spec.ts',
    testIgnore: conferences,
    // Menus that glide take time, and on a busy machine one may glide away from under a click.
    use: {
      contextOptions: { reducedMotion: 'reduce' as const },
      launchOptions: { ...chromium.launchOptions, ...(officeProgram && { executablePath: officeProgram }) },
    },
  },
  { name: 'conferences', testMatch: conferences, workers: 1 },
];

export default defineConfig({
  testDir: '.',
  projects: process.env.DIEMCAU_MEASURE ? measured : tested,
  outputDir: '../test-results',
  // Every file has a server of its own. At an office's pages most of the time is waiting.
  workers: Math.max(2, Math.min(4, availableParallelism())),
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A repeated test that passes is listed as flaky: worth a look, no reason to stop everybody.
  retries: process.env.CI ? 1 : 0,
  // Only a failure takes so long, on a machine that is four times slower, too; what has to be quick is measured elsewhere.
  timeout: 480_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    ...chromium,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
    ignoreHTTPSErrors: true,
    // Recording a trace takes pictures of every page all the time, which several browsers in a meeting cannot afford on two cores.
    trace: process.env.DIEMCAU_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
