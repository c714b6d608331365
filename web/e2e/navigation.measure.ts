import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { keep, quantile, table } from './support/measured';
import { password, signIn } from './support/people';

test.use({ installation: 'navigation' });
test.describe.configure({ timeout: 600_000 });

const rounds = Number(process.env.DIEMCAU_ROUNDS ?? 20);
const administrator = 'quantri@tinh.gov.vn';

/**
 * Follows a link of the page that is open.
 * @returns ms from the click until the page it leads to is painted: its heading, and nothing that is still loading
 */
function follow(page: Page, path: string): Promise<number> {
  return page.evaluate(async (to) => {
    const link = document.querySelector<HTMLElement>(`a[href="${to}"]`);
    if (!link) throw new Error(`${location.pathname} has no link to ${to}`);
    const before = document.querySelector('main h1');
    const begun = performance.now();
    link.click();
    return new Promise<number>((arrived, refuse) => {
      setTimeout(() => refuse(new Error(`${to} did not come`)), 30_000);
      const look = () => {
        const heading = document.querySelector('main h1');
        const waits = document.querySelector('main .ant-skeleton, main .ant-spin-spinning, .app-wait');
        // Some lead on to their first part.
        const there = location.pathname === to || (to !== '/' && location.pathname.startsWith(`${to}/`));
        if (there && heading && heading !== before && !waits) {
          // The frame in which it stands has been painted when the next one begins.
          requestAnimationFrame(() => arrived(performance.now() - begun));
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    });
  }, path);
}

test('how long it takes from one page of the office to the next, in a province of 225 units', async ({
  server,
  page,
}) => {
  await server.administer('province', 'demo', '--form', 'three-level', '--password', password);
  await server.administer('admin', 'create', '--email', administrator, '--password', password);
  await signIn(page, administrator);
  const paths = await page
    .locator('nav.office-nav li a')
    .evaluateAll((links) => [...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))]);
  expect(paths.length).toBeGreaterThan(5);

  const taken = new Map<string, number[]>(paths.map((path) => [path, []]));
  // In the first two rounds code and answers are fetched for the first time: those are not counted.
  for (let round = -2; round < rounds; round++) {
    for (const path of [...paths.slice(1), paths[0] ?? '/']) {
      const took = await follow(page, path);
      if (round >= 0) taken.get(path)?.push(took);
      // A person looks at a page before going on; and answers are too old to be taken for fresh when one comes back.
      await page.waitForTimeout(700);
    }
  }
  const all = [...taken.values()].flat();
  const figures = [...taken, ['all', all] as const].map(([path, sample]) => ({
    page: path,
    p50: quantile(sample, 0.5),
    p95: quantile(sample, 0.95),
    longest: Math.max(...sample),
  }));
  const kept = keep('navigation.json', `${JSON.stringify(figures, null, 2)}\n`);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const rows = figures.map((one) => [one.page, ms(one.p50), ms(one.p95), ms(one.longest)]);
  process.stdout.write(`${table(['page', 'p50', 'p95', 'longest'], rows)}\n${kept}\n`);
});
