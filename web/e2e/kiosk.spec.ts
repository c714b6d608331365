import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { Machine } from './support/machine';
import { ask } from './support/office';
import { password, registerUnit, signedIn } from './support/people';

// The machine in a site's room, from its first start to the day on which its key is taken away.
test.use({ installation: 'kiosk' });

const department = { name: 'Sở Y tế', email: 'soyte@tinh.gov.vn' };
const administrator = 'quantri@tinh.gov.vn';
const commune = { name: 'UBND xã Ea Kao', email: 'eakao@tinh.gov.vn' };

interface Answered {
  id: string;
  version: number;
  summary: { id: string };
}

/** Chromium writes cookies to its disk this long after they were set; a machine that is cut off before has to be paired anew. */
const cookiesWrittenMs = 31_000;

/** The promise: without a touch it is back in its meeting this long after its browser shows a page. */
const backMs = 15_000;

/** A meeting that needs no approval, and is open at once when it begins within the hour. */
async function meeting(chief: Page, title: string, inMinutes: number, main: string, member: string): Promise<string> {
  const draft = await ask<Answered>(chief, 'POST', '/api/meetings', {});
  const starts = Date.now() + inMinutes * 60_000;
  const written = await ask<Answered>(chief, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'adHoc',
      title,
      startsAt: new Date(starts).toISOString(),
      endsAt: new Date(starts + 3_600_000).toISOString(),
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: main, attendees: 'Lãnh đạo Sở' },
      members: [{ siteId: member, attendees: 'Lãnh đạo UBND xã' }],
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  await ask(chief, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  return draft.id;
}

async function shots(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [3840, 2160],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ]);
    expect(size).toEqual([width, height]);
    if (process.env.DIEMCAU_SHOTS) await page.screenshot({ path: `${process.env.DIEMCAU_SHOTS}/${name}-${width}.png` });
  }
}

test('a kiosk is paired, goes into its session by itself, comes back after a power cut, and is out once it is revoked', async ({
  page,
  browser,
  server,
  mail,
}) => {
  const chief = page;
  await registerUnit(chief, { mail, server }, department.email, department.name);
  const main = (await ask<Answered>(chief, 'POST', '/api/sites', { name: 'Hội trường Sở' })).summary.id;
  const other = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const keeper = await other.newPage();
  await registerUnit(keeper, { mail, server }, commune.email, commune.name);
  const own = (await ask<Answered>(keeper, 'POST', '/api/sites', { name: 'Hội trường xã Ea Kao' })).summary.id;
  await meeting(chief, 'Giao ban công tác y tế cơ sở quý IV năm 2026', 180, main, own);

  const machine = await Machine.at(server.address);
  try {
    let kiosk = await machine.start();
    const codeOn = (page: Page) => page.getByRole('status', { name: 'Mã ghép máy' });
    const code = codeOn(kiosk);
    await expect(code).toHaveText(/^[CFGHJKMNPRTX34679]{4} [CFGHJKMNPRTX34679]{4}$/);
    await expectAccessible(kiosk);
    await shots(kiosk, 'ghep-may');

    // A guess is refused; what is on the screen is not.
    await keeper.goto(`/diem-cau/${own}`);
    const panel = keeper.getByRole('region', { name: 'Máy điểm cầu' });
    await panel.getByRole('button', { name: 'Ghép máy' }).click();
    const typed = keeper.getByLabel('Mã hiện trên màn hình của máy');
    await typed.fill('CCCC CCCC');
    await keeper.getByRole('button', { name: 'Ghép', exact: true }).click();
    await expect(keeper.getByText('Không có máy nào đang hiện mã này').first()).toBeVisible();
    await typed.fill((await code.innerText()).toLowerCase());
    await keeper.getByLabel('Tên máy').fill('Máy hội trường');
    await keeper.getByRole('button', { name: 'Ghép', exact: true }).click();
    await expect(panel.getByText('Máy hội trường')).toBeVisible();
    const paired = Date.now();

    await expect(kiosk.getByRole('heading', { level: 1, name: 'Hội trường xã Ea Kao' })).toBeVisible();
    await expect(kiosk.getByRole('heading', { name: 'Giao ban công tác y tế cơ sở quý IV năm 2026' })).toBeVisible();
    await expect(kiosk.getByRole('timer')).toHaveText(/^\d:\d\d:\d\d$/);
    await expectAccessible(kiosk);
    await shots(kiosk, 'cho-hop');
    await kiosk.keyboard.press('Enter');
    await expect(kiosk.getByRole('dialog', { name: 'Gọi hỗ trợ kỹ thuật' })).toBeVisible();
    await kiosk.keyboard.press('ArrowDown');
    await expect(kiosk.getByRole('dialog')).toBeHidden();
    await expect(kiosk.getByText(/^Đã gọi hỗ trợ lúc/)).toBeVisible();

    // Who operates sees who waits, takes it and says what was done; and how all machines are.
    await server.administer('admin', 'create', '--email', administrator, '--password', password);
    const desk = await signedIn(browser, server, administrator);
    await desk.goto('/cac-may-diem-cau');
    await desk.getByRole('button', { name: 'Nhận hỗ trợ' }).click();
    await expect(kiosk.getByText(/đang hỗ trợ$/)).toBeVisible();
    await expect(desk.getByText('Chưa xác định đường truyền')).toBeVisible();
    await expectAccessible(desk);
    for (const [width, height] of [
      [360, 740],
      [1920, 1080],
      [1366, 768],
    ] as const) {
      await desk.setViewportSize({ width, height });
      expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      if (process.env.DIEMCAU_SHOTS)
        await desk.screenshot({ path: `${process.env.DIEMCAU_SHOTS}/cac-may-${width}.png` });
    }
    await desk.getByRole('button', { name: 'Đã xong' }).click();
    await desk.getByLabel('Sự cố gì, đã xử lý thế nào').fill('Cắm lại cáp micro');
    await desk.getByRole('dialog').getByRole('button', { name: 'Đã xong' }).click();
    await expect(desk.getByText('Không có điểm cầu nào gọi hỗ trợ')).toBeVisible();
    await expect(kiosk.getByText(/đang hỗ trợ$/)).toBeHidden();
    await desk.context().close();

    // Without the network it says so, with what it knows.
    await kiosk.context().setOffline(true);
    await kiosk.evaluate(() => window.dispatchEvent(new Event('online'))); // it would look within a minute
    await expect(kiosk.getByText('Mất kết nối máy chủ, tự kết nối lại')).toBeVisible();
    await shots(kiosk, 'mat-mang');
    await kiosk.context().setOffline(false);
    await expect(kiosk.getByText('Mất kết nối máy chủ, tự kết nối lại')).toBeHidden();

    // Its hour of connection has come: it is in, muted, and as its site.
    const id = await meeting(chief, 'Họp khẩn về phòng, chống dịch sốt xuất huyết', 40, main, own);
    await kiosk.evaluate(() => window.dispatchEvent(new Event('online')));
    const state = async () =>
      (
        await ask<{ sites: { siteId: string; state: string }[] }>(chief, 'GET', `/api/meetings/${id}/session`)
      ).sites.find(({ siteId }) => siteId === own)?.state;
    const muted = /^Micro đang tắt/;
    await expect(kiosk.getByText(muted)).toBeVisible();
    await expect.poll(state).toBe('connected');
    await shots(kiosk, 'trong-hop');

    await pause(Math.max(0, paired + cookiesWrittenMs - Date.now()));
    await machine.cut();
    kiosk = await machine.start();
    const started = Date.now();
    await expect(kiosk.getByText(muted)).toBeVisible();
    expect(Date.now() - started).toBeLessThan(backMs);
    await expect.poll(state).toBe('connected');

    await keeper.reload();
    await panel.getByRole('button', { name: 'Thu hồi' }).click();
    await keeper.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await expect(panel.getByText('Chưa ghép máy nào')).toBeVisible();
    await expect(codeOn(kiosk)).toBeVisible();
    expect(await state()).not.toBe('connected');
  } finally {
    await machine.end();
    await other.close();
  }
});
