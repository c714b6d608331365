import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { keep, quantile } from './support/measured';
import { createRoom, registerUnit } from './support/people';
import { button, received, Site } from './support/sites';

test.use({ installation: 'join time' });
test.describe.configure({ timeout: 600_000 });

const room = { name: 'Giao ban trực tuyến', password: 'GiaoBan-8h' };
const office = 'Văn phòng UBND tỉnh';
const joins = Number(process.env.DIEMCAU_JOINS ?? 20);

const marks = ['join:answered', 'join:connected', 'join:first-frame'] as const;
type Took = Record<(typeof marks)[number], number>;

/** One visitor comes, looks into the camera for a moment, joins, sees somebody, and is gone. */
async function join(site: Site, link: string, name: string): Promise<Took> {
  const page = await site.page();
  await page.goto(link);
  await page.getByLabel('Tên hiển thị').fill(name);
  await page.getByLabel('Mật khẩu phòng', { exact: true }).fill(room.password);
  // Nobody clicks while the page is still starting the camera.
  await page.waitForTimeout(2000);
  await page.getByRole('button', { name: 'Đồng ý' }).click();
  await page.waitForFunction(() => window.diemcau?.timings['join:first-frame'], undefined, { timeout: 30_000 });
  const timings = await page.evaluate(() => window.diemcau?.timings ?? {});
  await page.context().close();
  const click = timings['join:click'] ?? Number.NaN;
  return Object.fromEntries(marks.map((mark) => [mark, (timings[mark] ?? Number.NaN) - click])) as Took;
}

test(`from the click on "Đồng ý" to the first picture, ${joins} times`, async ({ server, mail }) => {
  const [chairSite, guestSite] = (await Site.open(2, server.address)) as [Site, Site];
  try {
    const chair: Page = await chairSite.page();
    await registerUnit(chair, { mail, server }, 'vanphong@tinh.gov.vn', office);
    await createRoom(chair, room.name, room.password);
    const link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
    await chair.goto(`/r/${new URL(chair.url()).pathname.split('/').at(-1)}`);
    await chair.getByLabel('Tên hiển thị').fill(office);
    await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
    await expect(button(chair, 'Rời phòng')).toBeVisible();

    // The first visitor finds cold code in server and browser, and proves that the room moves.
    const first = await guestSite.page();
    await first.goto(link);
    await first.getByLabel('Tên hiển thị').fill('Điểm cầu thử');
    await first.getByLabel('Mật khẩu phòng', { exact: true }).fill(room.password);
    await first.getByRole('button', { name: 'Đồng ý' }).click();
    await expect.poll(async () => (await received(first))[office]?.frames ?? 0).toBeGreaterThan(30);
    await first.context().close();

    const took: Took[] = [];
    for (let n = 1; n <= joins; n++) took.push(await join(guestSite, link, `Điểm cầu ${n}`));

    const figures = Object.fromEntries(
      marks.map((mark) => {
        const sample = took.map((one) => one[mark]);
        return [mark, { p50: quantile(sample, 0.5), p95: quantile(sample, 0.95), max: Math.max(...sample) }];
      }),
    );
    const results = keep('join.json', `${JSON.stringify({ joins: took, figures }, null, 2)}\n`);
    const rows = Object.entries(figures).map(
      ([mark, { p50, p95, max }]) =>
        `  ${mark.padEnd(18)} p50 ${p50.toFixed(0).padStart(5)} ms   p95 ${p95.toFixed(0).padStart(5)} ms   max ${max.toFixed(0).padStart(5)} ms`,
    );
    process.stdout.write(`${joins} joins, from the click:\n${rows.join('\n')}\n  ${results}\n`);
    expect(took.every((one) => marks.every((mark) => one[mark] > 0))).toBe(true);
  } finally {
    await Promise.all([chairSite, guestSite].map((site) => site.close()));
  }
});
