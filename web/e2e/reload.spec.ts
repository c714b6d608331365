import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { createRoom, registerUnit } from './support/people';

// A page that is reloaded in a meeting is back in the meeting: same seat, same view, nothing asked.
test.use({ installation: 'reload' });

interface Inside {
  snapshot: { you: string; chairId: string | null; participants: { id: string }[] } | null;
}

/** Who this page is in the meeting, and who is there; null outside. */
const inside = (page: Page) => page.evaluate(() => (window.diemcau?.state() as Inside | undefined)?.snapshot ?? null);

test('a reload leads back to the own seat without password and lobby', async ({ page, mail, browser, server }) => {
  await registerUnit(page, { mail, server }, 'vanphong@tinh.gov.vn', 'Văn phòng UBND tỉnh');
  await createRoom(page, 'Giao ban', 'GiaoBan-8h');
  const link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  await page.goto(`/r/${new URL(page.url()).pathname.split('/').at(-1)}`);
  await page.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await expect.poll(() => inside(page)).not.toBeNull();

  const elsewhere = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const guest = await elsewhere.newPage();
  await guest.goto(link);
  await guest.getByLabel('Tên hiển thị').fill('UBND xã Ea Kao');
  await guest.getByLabel('Mật khẩu phòng').fill('GiaoBan-8h');
  await guest.getByRole('button', { name: 'Đồng ý' }).click();
  await expect.poll(() => inside(guest)).not.toBeNull();
  const before = await inside(guest);

  await guest.reload();
  await expect.poll(async () => (await inside(guest))?.you).toBe(before?.you);
  await expect(guest.getByRole('heading', { name: 'Chuẩn bị vào phòng họp' })).toHaveCount(0);
  await expect.poll(async () => (await inside(page))?.participants.length).toBe(2);

  // The chair is the chair again, and sees what it had arranged for itself.
  const bar = page.getByRole('toolbar');
  await bar.getByRole('button', { name: 'Bố cục' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Lưới/ }).click();
  await page.keyboard.press('Escape');
  const chair = await inside(page);
  await page.reload();
  await expect.poll(async () => (await inside(page))?.chairId).toBe(chair?.you);
  await bar.getByRole('button', { name: 'Bố cục' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Lưới/, pressed: true })).toBeVisible();

  // Whoever has left by the button has given the seat up.
  await guest.getByRole('button', { name: 'Rời phòng' }).click();
  await guest.getByRole('dialog').getByRole('button', { name: 'Rời phòng' }).click();
  await expect(guest.getByRole('button', { name: 'Tham gia lại' })).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Chuẩn bị vào phòng họp' })).toBeVisible();
  await elsewhere.close();
});
