import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, chromium as playwright } from '@playwright/test';
import lighthouse from 'lighthouse';
import { chromium } from './support/chromium';
import { test } from './support/installation';
import { createRoom, registerUnit } from './support/people';
import { freeTcpPort } from './support/ports';

test.use({ installation: 'page weight' });
test.describe.configure({ timeout: 600_000 });

const results = resolve(import.meta.dirname, '../../.run/measured/weight.json');
// A single run of Lighthouse varies by some points; the median of three does not.
const runs = 3;

interface Weight {
  page: string;
  scripts: number;
  gzipped: number;
  score: number;
  firstContentfulPaint: number;
  largestContentfulPaint: number;
  blocked: number;
}

const middle = (sample: number[]): number => [...sample].sort((a, b) => a - b)[sample.length >> 1] ?? Number.NaN;

test('what pages weigh, and what Lighthouse makes of them', async ({ server, mail, page }) => {
  await registerUnit(page, { mail, server }, 'vanphong@tinh.gov.vn', 'Văn phòng UBND tỉnh');
  await createRoom(page, 'Giao ban trực tuyến', 'GiaoBan-8h');
  const link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  await page.close();

  const port = await freeTcpPort();
  const browser = await playwright.launch({
    ...chromium.launchOptions,
    args: [...chromium.launchOptions.args, '--ignore-certificate-errors', `--remote-debugging-port=${port}`],
  });
  try {
    const weights: Weight[] = [];
    for (const [name, address] of [
      ['room (/p/{slug})', link],
      ['sign-in', `${server.address}/dang-nhap`],
    ] as const) {
      const scripts = new Map<string, number>();
      const visitor = await browser.newPage({ ignoreHTTPSErrors: true });
      const read: Promise<unknown>[] = [];
      visitor.on('response', (response) => {
        if (response.request().resourceType() !== 'script') return;
        read.push(response.body().then((body) => scripts.set(response.url(), gzipSync(body, { level: 9 }).length)));
      });
      await visitor.goto(address, { waitUntil: 'networkidle' });
      await Promise.all(read);
      await visitor.close();

      const scored: Omit<Weight, 'page' | 'scripts' | 'gzipped'>[] = [];
      for (let run = 0; run < runs; run++) {
        const report = await lighthouse(address, { port, onlyCategories: ['performance'], logLevel: 'error' });
        const value = (audit: string) => report?.lhr.audits[audit]?.numericValue ?? Number.NaN;
        scored.push({
          score: Math.round((report?.lhr.categories.performance?.score ?? Number.NaN) * 100),
          firstContentfulPaint: value('first-contentful-paint'),
          largestContentfulPaint: value('largest-contentful-paint'),
          blocked: value('total-blocking-time'),
        });
      }
      weights.push({
        page: name,
        scripts: scripts.size,
        gzipped: [...scripts.values()].reduce((all, one) => all + one, 0),
        score: middle(scored.map(({ score }) => score)),
        firstContentfulPaint: middle(scored.map((one) => one.firstContentfulPaint)),
        largestContentfulPaint: middle(scored.map((one) => one.largestContentfulPaint)),
        blocked: middle(scored.map(({ blocked }) => blocked)),
      });
    }
    mkdirSync(dirname(results), { recursive: true });
    writeFileSync(results, `${JSON.stringify(weights, null, 2)}\n`);
    const head =
      '| page | scripts | gzip | Lighthouse | first paint | largest paint | blocked |\n|---|---|---|---|---|---|---|';
    const rows = weights.map((one) =>
      [
        '',
        one.page,
        one.scripts,
        `${(one.gzipped / 1000).toFixed(0)} kB`,
        one.score,
        `${one.firstContentfulPaint.toFixed(0)} ms`,
        `${one.largestContentfulPaint.toFixed(0)} ms`,
        `${one.blocked.toFixed(0)} ms`,
        '',
      ].join(' | '),
    );
    process.stdout.write(`${head}\n${rows.map((row) => row.trim()).join('\n')}\n${results}\n`);
    for (const { page: name, score } of weights) expect(score, name).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});
