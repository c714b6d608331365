import { type BrowserContext, expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask } from './support/office';
import { registerUnit, signedIn } from './support/people';
import { picture } from './support/pictures';

// "Mời điểm cầu vào họp": rings where the called site's people are signed in, on whatever page they are.
test.use({ installation: 'ringing' });

const department = { name: 'Sở Y tế', email: 'soyte@tinh.gov.vn' };
const commune = { name: 'UBND xã Ea Kao', email: 'eakao@tinh.gov.vn' };
const title = 'Họp khẩn về phòng, chống dịch sốt xuất huyết';

interface Answered {
  id: string;
  version: number;
  stage: string;
  openSince: string | null;
  summary: { id: string };
}

/** How often the page's sound generator was asked for a note. */
const notes = (page: Page) => page.evaluate(() => (window as unknown as { notes: number }).notes);

async function countNotes(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const counted = window as unknown as { notes: number };
    counted.notes = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...when) {
      counted.notes++;
      start.apply(this, when);
    };
  });
}

test('a called site rings on every page, answers as itself, and stops ringing elsewhere', async ({
  page,
  browser,
  server,
  mail,
}) => {
  const chief = page;
  await registerUnit(chief, { mail, server }, department.email, department.name);
  const hall = await ask<Answered>(chief, 'POST', '/api/sites', { name: department.name });
  const other = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const site = await other.newPage();
  await registerUnit(site, { mail, server }, commune.email, commune.name);
  const room = await ask<Answered>(site, 'POST', '/api/sites', { name: commune.name });
  await countNotes(other);

  const draft = await ask<Answered>(chief, 'POST', '/api/meetings', {});
  const starts = Date.now() + 40 * 60_000;
  const written = await ask<Answered>(chief, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'adHoc',
      title,
      startsAt: new Date(starts).toISOString(),
      endsAt: new Date(starts + 3_600_000).toISOString(),
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: hall.summary.id, attendees: 'Lãnh đạo Sở' },
      members: [{ siteId: room.summary.id, attendees: 'Lãnh đạo UBND xã' }],
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  await ask(chief, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  const session = `/cuoc-hop/${draft.id}/phien-hop`;
  await expect
    .poll(async () => (await ask<Answered>(chief, 'GET', `/api/meetings/${draft.id}/session`)).openSince, {
      timeout: 120_000,
    })
    .not.toBeNull();

  const second = await other.newPage();
  await site.goto('/lich-hop');
  await second.goto('/phong-hop');
  await site.bringToFront();
  await chief.goto(session);
  const calling = chief.getByRole('listitem').filter({ hasText: 'UBND xã Ea Kao' }).getByRole('button').first();
  await calling.click();

  const dialog = site.getByRole('alertdialog', { name: 'Mời điểm cầu vào họp' });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText(title);
  await expect(dialog).toContainText(department.name);
  await expect(dialog.getByRole('button', { name: 'Vào họp' })).toBeFocused();
  await expect(site).toHaveTitle('Mời vào họp: UBND xã Ea Kao');
  await expect.poll(() => notes(site)).toBeGreaterThan(3);
  await expectAccessible(site);
  for (const [width, height] of [
    [1920, 1080],
    [360, 740],
    [1366, 768],
  ] as const) {
    await site.setViewportSize({ width, height });
    expect(await site.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (process.env.DIEMCAU_SHOTS) await site.screenshot({ path: `${process.env.DIEMCAU_SHOTS}/goi-${width}.png` });
  }
  await picture(site, 'huong-dan/images/moi-vao-hop');
  // One page of the browser listens; the other shows the same.
  await expect(second.getByRole('alertdialog')).toBeVisible();

  // "Để sau" quietens both pages and stays in sight.
  await site.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(second.getByRole('alertdialog')).toBeHidden();
  await expect(site.getByRole('status').getByText(`được mời vào họp`)).toBeVisible();
  if (process.env.DIEMCAU_SHOTS) await site.screenshot({ path: `${process.env.DIEMCAU_SHOTS}/de-sau-1366.png` });
  const before = await notes(site);
  await site.waitForTimeout(3_000);
  expect(await notes(site)).toBe(before);

  // Called again, it rings again; a second computer of the unit rings, too, until the site has come in at the first.
  const desk = await signedIn(browser, server, commune.email);
  await desk.goto('/diem-cau');
  await calling.click();
  await expect(desk.getByRole('alertdialog')).toBeVisible();
  await expect(dialog).toBeVisible();
  await site.keyboard.press('Enter');
  await expect(site).toHaveURL(new RegExp(`/hop/${draft.id}\\?diem-cau=${room.summary.id}`));
  await expect(site.getByText('Điểm cầu: UBND xã Ea Kao').or(site.getByText('UBND xã Ea Kao')).first()).toBeVisible();
  await site.getByRole('button', { name: 'Vào họp' }).click();
  await expect(desk.getByRole('alertdialog')).toBeHidden();
  await expect
    .poll(async () => {
      const { sites } = await ask<{ sites: { name: string; state: string }[] }>(
        chief,
        'GET',
        `/api/meetings/${draft.id}/session`,
      );
      return sites.find(({ name }) => name === 'UBND xã Ea Kao')?.state;
    })
    .toBe('connected');
  await desk.context().close();
  await other.close();
});
