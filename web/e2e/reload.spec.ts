import { type BrowserContext, expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { createRoom, registerUnit, signIn } from './support/people';

// A page that is reloaded in a meeting is back in the meeting: same seat, same view, same floor and hand, nothing asked.
test.use({ installation: 'reload' });
test.describe.configure({ mode: 'serial' });

interface Inside {
  snapshot: {
    you: string;
    chairId: string | null;
    participants: { id: string; displayName: string; connection: { state: string } }[];
    floor: string[];
    hands: { participantId: string }[];
    waiting: { displayName: string; away: boolean }[];
  } | null;
}

/** Who this page is in the meeting, and who is there; null outside. */
const inside = (page: Page) => page.evaluate(() => (window.diemcau?.state() as Inside | undefined)?.snapshot ?? null);

const clerk = 'vanphong@tinh.gov.vn';

const lobby = (page: Page) => page.getByRole('heading', { name: 'Chuẩn bị vào phòng họp' });

/** A guest at a computer of its own asks to be let in by the room's link. */
async function knock(context: BrowserContext, link: string, name: string, secret: string): Promise<Page> {
  const guest = await context.newPage();
  await guest.goto(link);
  await guest.getByLabel('Tên hiển thị').fill(name);
  await guest.getByLabel('Mật khẩu phòng').fill(secret);
  await guest.getByRole('button', { name: 'Đồng ý' }).click();
  return guest;
}

/** How far what was read has moved by itself, as browsers count it. */
async function countShifts(context: BrowserContext): Promise<(page: Page) => Promise<number>> {
  await context.addInitScript(() => {
    const counted = window as unknown as { shifted: number };
    counted.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) counted.shifted += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return (page) => page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}

/** The room's own account opens it; the room's link for others. */
async function openRoom(page: Page, name: string, secret: string): Promise<string> {
  await createRoom(page, name, secret);
  const link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  await page
    .getByRole('button', { name: /^Tham gia ngay/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await expect.poll(() => inside(page)).not.toBeNull();
  return link;
}

test('a reload leads back to the own seat without password and lobby', async ({ page, mail, browser, server }) => {
  await registerUnit(page, { mail, server }, clerk, 'Văn phòng UBND tỉnh');
  const link = await openRoom(page, 'Giao ban', 'GiaoBan-8h');

  const elsewhere = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  // The lobby stands still while devices are opened.
  const shifted = await countShifts(elsewhere);
  const looking = await elsewhere.newPage();
  await looking.goto(link);
  await expect(looking.getByText('Thiết bị đã sẵn sàng.')).toBeVisible();
  expect(await shifted(looking)).toBeLessThan(0.05);
  await looking.close();
  const guest = await knock(elsewhere, link, 'UBND xã Ea Kao', 'GiaoBan-8h');
  await expect.poll(() => inside(guest)).not.toBeNull();
  const before = await inside(guest);

  await guest.reload();
  await expect.poll(async () => (await inside(guest))?.you).toBe(before?.you);
  await expect(lobby(guest)).toHaveCount(0);
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
  await expect(lobby(guest)).toBeVisible();
  await elsewhere.close();
});

test('floor and raised hand stay with the seat, also when the tab is closed and the address opened again', async ({
  page,
  browser,
  server,
}) => {
  await signIn(page, clerk);
  const link = await openRoom(page, 'Tập huấn', 'TapHuan-8h');
  const elsewhere = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const speaker = await knock(elsewhere, link, 'UBND xã Ea Kao', 'TapHuan-8h');
  await expect.poll(() => inside(speaker)).not.toBeNull();
  const seat = (await inside(speaker))?.you ?? '';

  // The hand is raised, and the page reloaded.
  await speaker.getByRole('toolbar').getByRole('button', { name: 'Giơ tay' }).click();
  const hands = async () => (await inside(page))?.hands.map((hand) => hand.participantId);
  await expect.poll(hands).toEqual([seat]);
  await speaker.reload();
  await expect.poll(async () => (await inside(speaker))?.you).toBe(seat);
  expect(await hands()).toEqual([seat]);
  await expect(speaker.getByRole('toolbar').getByRole('button', { name: 'Hạ tay' })).toBeVisible();

  // The floor is given, the tab closed by mistake, and the address opened in another one.
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^Thành phần/ })
    .click();
  await page.getByRole('button', { name: 'Mời phát biểu: UBND xã Ea Kao' }).click();
  const floor = async () => (await inside(page))?.floor;
  await expect.poll(floor).toEqual([seat]);
  await speaker.close({ runBeforeUnload: true });
  const connection = async () =>
    (await inside(page))?.participants.find((participant) => participant.id === seat)?.connection.state;
  await expect.poll(connection).not.toBe('connected');
  expect(await floor()).toEqual([seat]);
  const again = await elsewhere.newPage();
  await again.goto(link);
  await expect.poll(async () => (await inside(again))?.you).toBe(seat);
  await expect.poll(connection).toBe('connected');
  expect(await floor()).toEqual([seat]);

  // The way back is asked about, and a menu closes as menus do.
  await page.goBack();
  await page.getByRole('dialog', { name: 'Rời phòng?' }).getByRole('button', { name: 'Ở lại' }).click();
  expect((await inside(page))?.chairId).not.toBeNull();
  const more = page.getByRole('toolbar').getByRole('button', { name: 'Thêm' });
  const shortcuts = page.getByRole('button', { name: 'Phím tắt' });
  await more.click();
  await expect(shortcuts).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  await expect(more).toBeFocused();
  await more.click();
  await page.getByRole('main').click({ position: { x: 20, y: 20 } });
  await expect(shortcuts).toBeHidden();

  // The language is changed in the room, too.
  await more.click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await expect(more).toBeVisible();

  // Whoever speaks is stopped in sight, without a search.
  const panel = page.getByRole('region', { name: 'Đang phát biểu (1)' });
  await panel.getByRole('button', { name: 'Dừng phát biểu: UBND xã Ea Kao' }).click();
  await expect.poll(floor).toEqual([]);

  // By the button it is given up at once.
  await again.getByRole('button', { name: 'Rời phòng' }).click();
  await again.getByRole('dialog').getByRole('button', { name: 'Rời phòng' }).click();
  await expect.poll(async () => (await inside(page))?.participants.length, { timeout: 20_000 }).toBe(1);
  expect(await floor()).toEqual([]);
  await elsewhere.close();

  // A room that all have left is not said to be meeting.
  await page.getByRole('toolbar').getByRole('button', { name: 'Rời phòng' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rời phòng' }).click();
  await page.goto('/phong-hop');
  await expect(page.getByText('Đang trống, sẽ tự đóng')).toBeVisible();
  await expect(page.getByText('0 người')).toHaveCount(0);
});

test('a reload in the waiting room keeps the place in the order, and “Không chờ nữa” gives it up at once', async ({
  page,
  browser,
  server,
}) => {
  await signIn(page, clerk);
  const link = await openRoom(page, 'Phòng có cửa', 'CoCua-8h');
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^Thành phần/ })
    .click();
  await page.getByRole('button', { name: 'Cài đặt phòng' }).click();
  await page.getByRole('switch', { name: 'Phòng chờ' }).click();
  const elsewhere = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const other = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const waiting = async () => (await inside(page))?.waiting.map((one) => `${one.displayName}${one.away ? ' …' : ''}`);
  const first = await knock(elsewhere, link, 'UBND xã Ea Kao', 'CoCua-8h');
  await expect.poll(waiting).toEqual(['UBND xã Ea Kao']);
  const second = await knock(other, link, 'UBND xã Hòa Thắng', 'CoCua-8h');
  await expect.poll(waiting).toEqual(['UBND xã Ea Kao', 'UBND xã Hòa Thắng']);

  const wait = first.getByRole('heading', { name: 'Chờ chủ trì cho vào phòng' });
  await first.reload();
  await expect(wait).toBeVisible();
  await expect(lobby(first)).toHaveCount(0);
  await expect.poll(waiting).toEqual(['UBND xã Ea Kao', 'UBND xã Hòa Thắng']);

  await first.close({ runBeforeUnload: true });
  await expect.poll(waiting).toEqual(['UBND xã Ea Kao …', 'UBND xã Hòa Thắng']);
  const again = await elsewhere.newPage();
  await again.goto(link);
  await expect.poll(waiting).toEqual(['UBND xã Ea Kao', 'UBND xã Hòa Thắng']);
  // Who waits is a press away from the words that say so.
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^Thành phần/ })
    .click();
  await expect(page.getByRole('button', { name: 'Cho vào: UBND xã Ea Kao' })).toBeHidden();
  await page.getByRole('button', { name: '2 người chờ vào phòng' }).click();
  await page.getByRole('button', { name: 'Cho vào: UBND xã Ea Kao' }).click();
  await expect.poll(() => inside(again)).not.toBeNull();

  // From inside somebody who is missing is invited.
  await page.getByRole('button', { name: 'Mời tham gia' }).first().click();
  const invitation = page.getByRole('dialog', { name: 'Mời tham gia' });
  await expect(invitation.getByText(`Đường dẫn: ${link}`)).toBeVisible();
  await expect(invitation.getByRole('button', { name: 'Chép lời mời' })).toBeVisible();
  await page.mouse.click(10, 10);
  await expect(invitation).toBeHidden();

  // Whoever was in and has left by the button comes back without waiting again.
  await again.getByRole('button', { name: 'Rời phòng' }).click();
  await again.getByRole('dialog').getByRole('button', { name: 'Rời phòng' }).click();
  await again.getByRole('button', { name: 'Tham gia lại' }).click();
  await again.getByLabel('Mật khẩu phòng').fill('CoCua-8h');
  await again.getByRole('button', { name: 'Đồng ý' }).click();
  await expect.poll(() => inside(again)).not.toBeNull();

  await second.getByRole('button', { name: 'Không chờ nữa' }).click();
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([]);
  await elsewhere.close();
  await other.close();
});
