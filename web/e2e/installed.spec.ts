import { expect, type Page } from '@playwright/test';
import { chromium } from './support/chromium';
import { test } from './support/installation';

// The client as an installed program. Browsers keep it for trusted certificates only, so this one is told to trust ours.
test.use({
  installation: 'installed',
  launchOptions: { ...chromium.launchOptions, args: [...chromium.launchOptions.args, '--ignore-certificate-errors'] },
});
test.describe.configure({ mode: 'serial' });

/** Until the worker keeps the shell and serves this page. */
async function untilKept(page: Page): Promise<void> {
  await page.goto('/dang-nhap');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

test('it can be installed: manifest and icons are there', async ({ page, request }) => {
  await page.goto('/dang-nhap');
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const answer = await request.get(address ?? '');
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await answer.json()) as { name: string; icons: { src: string; sizes: string }[] };
  expect(manifest.name).toContain('DiemCau');
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size).toBe(sizes);
  }
});

test('without a server the page says so, goes on by itself, and the guide can be read', async ({ page, server }) => {
  await untilKept(page);
  await server.interrupt();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Không kết nối được máy chủ' })).toBeVisible();
  await expect(page.getByRole('timer')).toContainText('thử');
  await page.goto('/huong-dan/khac-phuc-su-co');
  await expect(page.getByRole('heading', { level: 1, name: 'Khắc phục sự cố' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Tìm trong hướng dẫn' }).fill('gio tay');
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Không kết nối được máy chủ' })).toBeVisible();
  await server.startAgain();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible({ timeout: 90_000 });
});

test('nothing that the API says is kept, and pages come from the server while it answers', async ({ page }) => {
  await untilKept(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
  // What is kept is of an old version: the page is the server's all the same.
  await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    await (await caches.open(name)).put(
      '/',
      new Response('<h1>Bản cũ</h1>', { headers: { 'Content-Type': 'text/html' } }),
    );
  });
  await page.goto('/dang-nhap');
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
});
