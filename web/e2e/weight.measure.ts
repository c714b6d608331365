import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, expect, type Page, chromium as playwright } from '@playwright/test';
import lighthouse, { desktopConfig, generateReport } from 'lighthouse';
import { chromium } from './support/chromium';
import { test } from './support/installation';
import { keep, middle, table } from './support/measured';
import { createRoom, registerUnit } from './support/people';
import { freeTcpPort } from './support/ports';

test.use({ installation: 'page weight' });
test.describe.configure({ timeout: 900_000 });

// A single run of Lighthouse varies by some points; the median of three does not.
const runs = 3;
const forms = ['mobile', 'desktop'] as const;
const categories = ['performance', 'accessibility', 'best-practices'] as const;

interface Weight {
  page: string;
  form: (typeof forms)[number];
  scripts: number;
  /** Bytes of all scripts by gzip. */
  gzipped: number;
  /** Lighthouse's, of 100. */
  scores: Record<(typeof categories)[number], number>;
  /** In ms. */
  firstContentfulPaint: number;
  largestContentfulPaint: number;
  blocked: number;
  /** Cumulative layout shift, without a unit. */
  shift: number;
}

/** The scripts that a visitor who finds everything cold has loaded by the time that the network is idle. */
async function scriptsOf(context: BrowserContext, address: string): Promise<{ scripts: number; gzipped: number }> {
  const scripts = new Map<string, number>();
  const visitor = await context.newPage();
  const read: Promise<unknown>[] = [];
  visitor.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    read.push(response.body().then((body) => scripts.set(response.url(), gzipSync(body, { level: 9 }).length)));
  });
  await visitor.goto(address, { waitUntil: 'networkidle' });
  await Promise.all(read);
  await visitor.close();
  return { scripts: scripts.size, gzipped: [...scripts.values()].reduce((all, one) => all + one, 0) };
}

async function score(address: string, port: number, form: Weight['form']) {
  const flags = { port, onlyCategories: [...categories], logLevel: 'error' as const };
  const report = await lighthouse(address, flags, form === 'desktop' ? desktopConfig : undefined);
  if (!report) throw new Error(`Lighthouse has no report of ${address}`);
  const value = (audit: string) => report.lhr.audits[audit]?.numericValue ?? Number.NaN;
  return {
    report: generateReport(report.lhr, 'html'),
    scores: categories.map((category) => Math.round((report.lhr.categories[category]?.score ?? Number.NaN) * 100)),
    firstContentfulPaint: value('first-contentful-paint'),
    largestContentfulPaint: value('largest-contentful-paint'),
    blocked: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
  };
}

test('what pages weigh, and what Lighthouse makes of them', async ({ server, mail }) => {
  const port = await freeTcpPort();
  const profile = await mkdtemp(join(tmpdir(), 'diemcau-weight-'));
  // Lighthouse opens pages of its own: who is signed in has to be so in the browser itself.
  const browser = await playwright.launchPersistentContext(profile, {
    ...chromium.launchOptions,
    args: [...chromium.launchOptions.args, '--ignore-certificate-errors', `--remote-debugging-port=${port}`],
    baseURL: server.address,
    ignoreHTTPSErrors: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  try {
    const page: Page = await browser.newPage();
    await registerUnit(page, { mail, server }, 'vanphong@tinh.gov.vn', 'Văn phòng UBND tỉnh');
    await createRoom(page, 'Giao ban trực tuyến', 'GiaoBan-8h');
    const room = await page.getByLabel('Đường dẫn vào phòng').inputValue();
    const signedIn = await browser.cookies();
    await page.goto('about:blank');

    const weights: Weight[] = [];
    for (const [name, address, cookies] of [
      ['home', `${server.address}/`, signedIn],
      ['lobby (/p/{slug})', room, []],
      ['sign-in', `${server.address}/dang-nhap`, []],
    ] as const) {
      await browser.clearCookies();
      await browser.addCookies(cookies);
      const weight = await scriptsOf(browser, address);
      for (const form of forms) {
        const scored: Awaited<ReturnType<typeof score>>[] = [];
        for (let run = 0; run < runs; run++) scored.push(await score(address, port, form));
        const [performance = 0, accessibility = 0, bestPractices = 0] = categories.map((_, at) =>
          middle(scored.map(({ scores }) => scores[at] ?? Number.NaN)),
        );
        keep(`lighthouse-${name.split(' ')[0]}-${form}.html`, scored[0]?.report ?? '');
        weights.push({
          page: name,
          form,
          ...weight,
          scores: { performance, accessibility, 'best-practices': bestPractices },
          firstContentfulPaint: middle(scored.map((one) => one.firstContentfulPaint)),
          largestContentfulPaint: middle(scored.map((one) => one.largestContentfulPaint)),
          blocked: middle(scored.map(({ blocked }) => blocked)),
          shift: middle(scored.map(({ shift }) => shift)),
        });
      }
    }
    const kept = keep('weight.json', `${JSON.stringify(weights, null, 2)}\n`);
    const rows = weights.map((one) => [
      one.page,
      one.form,
      one.scripts,
      `${(one.gzipped / 1000).toFixed(0)} kB`,
      categories.map((category) => one.scores[category]).join(' / '),
      `${one.firstContentfulPaint.toFixed(0)} ms`,
      `${one.largestContentfulPaint.toFixed(0)} ms`,
      `${one.blocked.toFixed(0)} ms`,
      one.shift.toFixed(3),
    ]);
    const head = [
      'page',
      'form',
      'scripts',
      'gzip',
      categories.join(' / '),
      'first paint',
      'largest paint',
      'blocked',
      'shift',
    ];
    process.stdout.write(`${table(head, rows)}\n${kept}\n`);
    for (const { page: name, scores } of weights) expect(scores.performance, name).toBeGreaterThan(0);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
});
