import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium';

export default defineConfig({
  testDir: '.',
  // What only measures has scripts of its own: figures taken beside other tests mean nothing.
  testMatch: process.env.DIEMCAU_MEASURE ? '**/*.measure.ts' : '**/*.spec.ts',
  outputDir: '../test-results',
  // Every file starts servers and browsers of its own; two cores carry one file at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A repeated test that passes is listed as flaky: worth a look, no reason to stop everybody.
  retries: process.env.CI ? 1 : 0,
  // Two cores may be busy with other tests; what has to be quick is measured elsewhere.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    ...chromium,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    ignoreHTTPSErrors: true,
    // Recording a trace takes pictures of every page all the time, which several browsers in a meeting cannot afford on two cores.
    trace: process.env.DIEMCAU_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
