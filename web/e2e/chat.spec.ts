import { type BrowserContext, expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { createRoom, registerUnit } from './support/people';
import { button } from './support/sites';

test.use({ installation: 'chat' });
test.describe.configure({ mode: 'serial' });

const password = 'GiaoBan-8h';
const commune = 'UBND xã Ea Kao';

/** The guest's line to the hub, as a bad network makes it. */
const line = { losesAnswers: false, down: false, cut: (): void => {} };
let link = '';
let elsewhere: BrowserContext;
let guest: Page;

async function enterAsGuest(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Tên hiển thị').fill(commune);
  await page.getByLabel('Mật khẩu phòng').fill(password);
  await page.getByRole('button', { name: 'Đồng ý' }).click();
  return page;
}

async function say(words: string): Promise<void> {
  await guest.getByPlaceholder('Nhập tin nhắn…').fill(words);
  await guest.keyboard.press('Enter');
}

const log = (page: Page) => page.getByRole('log', { name: 'Trao đổi' });

test.describe('what is said', () => {
  let chair: Page;

  test.beforeAll(async ({ browser, server, mail }) => {
    const office = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
    chair = await office.newPage();
    await registerUnit(chair, { mail, server }, 'vanphong@tinh.gov.vn', 'Văn phòng UBND tỉnh');
    await createRoom(chair, 'Giao ban', password);
    link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
    await chair.goto(`/r/${new URL(chair.url()).pathname.split('/').at(-1)}`);
    await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
    await button(chair, 'Trao đổi').click();

    elsewhere = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
    await elsewhere.route(/\/hubs\/conference/, (route) => (line.down ? route.abort() : route.continue()));
    await elsewhere.routeWebSocket(/\/hubs\/conference/, (page) => {
      if (line.down) {
        void page.close();
        return;
      }
      const hub = page.connectToServer();
      hub.onMessage((frames) => {
        // SignalR's answers to what the client asked are of type 3.
        const kept = String(frames)
          .split('\u001e')
          .filter((frame) => frame !== '' && !(line.losesAnswers && frame.includes('"type":3')));
        if (kept.length > 0) page.send(`${kept.join('\u001e')}\u001e`);
      });
      line.cut = () => void page.close();
    });
    guest = await enterAsGuest(elsewhere);
    await button(guest, 'Trao đổi').click();
  });

  test.afterAll(async () => {
    await elsewhere.close();
    await chair.context().close();
  });

  test('is shown at once, says that it is on its way, and is not said twice when its answer was lost', async () => {
    line.losesAnswers = true;
    await say('Xã đã sẵn sàng.');
    await expect(log(guest).getByText('đang gửi')).toBeVisible();
    await expect(log(chair)).toContainText('Xã đã sẵn sàng.');
    await expect(log(guest).getByText('đang gửi')).toBeVisible();

    line.losesAnswers = false;
    line.cut();
    await expect(log(guest).getByText('đang gửi')).toHaveCount(0);
    await expect(log(guest).getByText('Chưa gửi được.')).toHaveCount(0);
    for (const page of [guest, chair]) await expect(log(page).getByText('Xã đã sẵn sàng.')).toHaveCount(1);
  });

  test('stays when it could not be sent, and is sent by one click', async () => {
    line.down = true;
    line.cut();
    await expect(guest.getByText('Mất kết nối máy chủ')).toBeVisible();
    await say('Đường truyền yếu.');
    await say('Tin này thì thôi.');
    await expect(log(guest).getByText('Chưa gửi được.')).toHaveCount(2);
    await expectAccessible(guest);
    if (process.env.DIEMCAU_SHOTS) await guest.screenshot({ path: `${process.env.DIEMCAU_SHOTS}/chat-failed.png` });
    await log(guest).getByRole('button', { name: 'Bỏ' }).last().click();

    line.down = false;
    await expect(guest.getByText('Mất kết nối máy chủ')).toBeHidden();
    await log(guest).getByRole('button', { name: 'Gửi lại' }).click();
    await expect(log(chair)).toContainText('Đường truyền yếu.');
    await expect(log(guest).getByText('Chưa gửi được.')).toHaveCount(0);
    await expect(log(guest).getByText('đang gửi')).toHaveCount(0);
    await expect(log(guest).getByText('Đường truyền yếu.')).toHaveCount(1);
    await expect(log(chair)).not.toContainText('Tin này thì thôi.');
  });

  test('whoever asks somebody to leave is offered the waiting room, which keeps them outside', async ({
    browser,
    server,
  }) => {
    await button(chair, 'Thành phần').click();
    await chair.getByRole('button', { name: `Thao tác với ${commune}` }).click();
    await chair.getByRole('button', { name: 'Mời rời phiên họp' }).click();
    await chair.getByRole('dialog').getByRole('button', { name: 'Mời rời phiên họp' }).click();
    const offer = chair.getByRole('dialog', { name: `Đã mời “${commune}” rời phiên họp` });
    await expect(offer).toBeVisible();
    await expectAccessible(chair);
    if (process.env.DIEMCAU_SHOTS) await chair.screenshot({ path: `${process.env.DIEMCAU_SHOTS}/offer.png` });
    await offer.getByRole('button', { name: 'Bật phòng chờ' }).click();
    await chair.getByRole('button', { name: 'Cài đặt phòng' }).click();
    await expect(chair.getByRole('switch', { name: 'Phòng chờ' })).toBeChecked();
    await expect(offer).toBeHidden();

    const another = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
    const again = await enterAsGuest(another);
    await expect(chair.getByText('Phòng chờ (1)')).toBeVisible();
    await expect(again.getByRole('button', { name: 'Rời phòng' })).toHaveCount(0);
    await another.close();
  });
});
