import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { createRoom, registerUnit } from './support/people';
import {
  button,
  closest,
  enter,
  pictureOf,
  received,
  receivedWithin,
  Site,
  sendMicrophoneAnyway,
} from './support/sites';

test.use({ installation: 'room' });
test.describe.configure({ mode: 'serial' });

const room = { name: 'Giao ban trực tuyến', password: 'GiaoBan-8h' };
const names = ['Văn phòng UBND tỉnh', 'UBND xã Ea Kao', 'UBND phường Tân Lập'] as const;
const [office, commune, ward] = names;

let sites: Site[] = [];
let pages: Page[] = [];
let link = '';
let address = '';
const at = (n: number): Page => {
  const page = pages[n];
  if (!page) throw new Error(`site ${n} has no page`);
  return page;
};
const chair = () => at(0);

test.beforeAll(async ({ server, mail }) => {
  sites = await Site.open(3, server.address);
  pages = await Promise.all(sites.map((site) => site.page()));
  await registerUnit(chair(), { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(chair(), room.name, room.password);
  link = await chair().getByLabel('Đường dẫn vào phòng').inputValue();
  address = `/r/${new URL(chair().url()).pathname.split('/').at(-1)}`;
});

test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
});

/** One microphone is on, the others are off. */
async function onlySpeaks(n: number): Promise<void> {
  for (const other of names.keys()) {
    const off = button(at(other), 'Tắt micro');
    if ((await off.isVisible()) !== (other === n)) await button(at(other), /^(Tắt|Bật) micro$/).click();
  }
}

/** The other two sites are seen moving, in their own colours. */
async function seesTheOthers(n: number): Promise<void> {
  const page = at(n);
  const colours = sites.map((site) => site.colour);
  for (const [other, name] of names.entries()) {
    if (other === n) continue;
    await expect
      .poll(async () => (await received(page))[name]?.frames ?? 0, {
        message: `${names[n]} sees ${name}`,
      })
      .toBeGreaterThan(10);
    await expect
      .poll(async () => closest(await pictureOf(page, name), colours), {
        message: `${names[n]} sees the right picture`,
      })
      .toBe(other);
  }
}

test('a guest waits for the chair, and enters when the chair opens the room', async () => {
  await enter(at(1), link, commune, 'sai mật khẩu');
  await expect(at(1).getByRole('alert')).toContainText('Mật khẩu phòng không đúng');
  await expectAccessible(at(1));
  // Also what is shown already is said in the language that is chosen then.
  await at(1).getByRole('button', { name: 'English' }).click();
  await expect(at(1).getByRole('alert')).toContainText('The room password is not right');
  await at(1).getByRole('button', { name: 'Tiếng Việt' }).click();
  await at(1).getByLabel('Mật khẩu phòng', { exact: true }).fill(room.password);
  await at(1).getByRole('button', { name: 'Đồng ý' }).click();
  await expect(at(1).getByRole('heading', { name: 'Chờ chủ trì mở phòng' })).toBeVisible();
  await expectAccessible(at(1));

  await chair().goto(address);
  await chair().getByLabel('Tên hiển thị').fill(office);
  await chair().getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await expect(button(chair(), 'Rời phòng')).toBeVisible();
  await expect(button(at(1), 'Rời phòng')).toBeVisible();
  await enter(at(2), link, ward, room.password);
  await expect(button(at(2), 'Rời phòng')).toBeVisible();
});

test('every site sees the two others move, in their own pictures', async () => {
  await onlySpeaks(0);
  for (const n of names.keys()) await seesTheOthers(n);
  await expectAccessible(chair());
});

test('every site hears whoever speaks, and the active speaker follows', async () => {
  for (const [n, speaker] of names.entries()) {
    await onlySpeaks(n);
    for (const listener of names.keys()) {
      if (listener === n) continue;
      await expect.poll(async () => (await receivedWithin(at(listener), speaker, 1)).energy).toBeGreaterThan(0.0005);
      await expect(
        at(listener)
          .getByRole('article', { name: new RegExp(`^${speaker}.*đang nói`) })
          .first(),
      ).toBeVisible();
    }
  }
});

test('messages arrive, and those who open the chat later read what was said', async () => {
  await button(at(1), 'Trao đổi').click();
  await at(1).getByPlaceholder('Nhập tin nhắn…').fill('Báo cáo chủ trì, xã đã sẵn sàng.');
  await at(1).keyboard.press('Enter');
  await expect(button(at(2), /1 tin chưa đọc/)).toBeVisible();
  await button(at(2), /Trao đổi/).click();
  await expect(at(2).getByRole('log')).toContainText('Báo cáo chủ trì, xã đã sẵn sàng.');
  await expectAccessible(at(2));
  for (const n of [1, 2]) await button(at(n), 'Trao đổi').click();
});

test('a shared screen arrives at everybody, and goes when sharing stops', async () => {
  await button(at(1), 'Chia sẻ màn hình').click();
  for (const n of [0, 2]) await expect(at(n).getByText(`Màn hình của ${commune}`)).toBeVisible();
  for (const n of [0, 2]) {
    await expect
      .poll(() =>
        at(n).evaluate(async () => (await window.diemcau?.slots())?.find(({ kind }) => kind === 'screen')?.frames ?? 0),
      )
      .toBeGreaterThan(0);
  }
  await expect(at(1).getByText('Bạn đang chia sẻ màn hình')).toBeVisible();
  await button(at(1), 'Dừng chia sẻ').click();
  await expect(chair().getByText(`Màn hình của ${commune}`)).toBeHidden();
});

test('a muted site is not heard even if its client sends', async () => {
  await onlySpeaks(1);
  await button(chair(), 'Thành phần').click();
  // People first: what the chair decides for all is folded below them.
  await expect(chair().getByRole('switch')).toHaveCount(0);
  await chair().getByRole('button', { name: 'Cài đặt phòng' }).click();
  await chair().getByRole('switch', { name: 'Khóa tự bật micro' }).click();
  await chair().getByRole('button', { name: 'Tắt micro tất cả' }).click();
  await expect(button(at(1), 'Micro bị khóa')).toBeVisible();
  await expectAccessible(chair());
  await sendMicrophoneAnyway(at(1));
  await chair().waitForTimeout(1500);
  expect((await receivedWithin(chair(), commune, 3)).energy).toBeLessThan(0.0001);
});

test('a site that raises its hand is given the floor and asked to speak, on a telephone over the open chat', async () => {
  await at(1).setViewportSize({ width: 360, height: 740 });
  // The picture has 45 % of the height, from edge to edge.
  const large = at(1).getByRole('article').first();
  await expect.poll(async () => (await large.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(0.45 * 740);
  expect((await large.boundingBox())?.width).toBe(360);
  await button(at(1), 'Trao đổi').click();
  await expect(button(at(1), 'Micro bị khóa')).toBeInViewport({ ratio: 1 });
  await button(at(1), 'Giơ tay').click();
  await chair()
    .getByRole('button', { name: `Mời phát biểu: ${commune}` })
    .click();
  const offer = at(1).getByRole('dialog', { name: 'Mời bạn phát biểu' });
  await expect(offer).toBeVisible();
  const accept = offer.getByRole('button', { name: 'Bật micro' });
  await expect(accept).toBeInViewport({ ratio: 1 });
  await expectAccessible(at(1));
  // Put off, it stays in sight above the chat until it is answered.
  await offer.getByRole('button', { name: 'Để sau' }).click();
  await expect(at(1).getByText('Bạn đang được mời phát biểu')).toBeInViewport({ ratio: 1 });
  await at(1).getByRole('button', { name: 'Bật micro', exact: true }).first().click();
  await expect(button(at(1), 'Tắt micro')).toBeVisible();
  await expect(at(1).getByText('Bạn đang phát biểu')).toBeVisible();
  // The chair sees for how long, in the panel and on the picture, and could stop it at both.
  const speaking = chair().getByRole('region', { name: 'Đang phát biểu (1)' });
  await expect(speaking).toContainText(commune);
  await expect(speaking.getByRole('timer')).toHaveText(/^\d+:\d\d$/);
  await expect(chair().getByRole('button', { name: `Dừng phát biểu: ${commune}` })).toHaveCount(2);
  await at(1).setViewportSize({ width: 1366, height: 768 });
  await expect.poll(async () => (await receivedWithin(chair(), commune, 1)).energy).toBeGreaterThan(0.0005);
});

test('a fourth with a wrong password gets nothing', async () => {
  const stranger = await sites[2]?.page();
  if (!stranger) throw new Error('no third site');
  await enter(stranger, link, 'Người lạ', 'giaoban-8h');
  await expect(stranger.getByRole('alert')).toContainText('Mật khẩu phòng không đúng');
  expect(await stranger.evaluate(() => window.diemcau)).toBeUndefined();
  await stranger.close();
});

test('after the server is killed and started again, all are back soon, and the room is as it was', async ({
  server,
}) => {
  await server.kill();
  await expect(chair().getByText('Mất kết nối máy chủ')).toBeVisible();
  const started = Date.now();
  await server.startAgain();
  const ready = Date.now();
  const isBack = async (n: number): Promise<boolean> => {
    const before = await received(at(n));
    await at(n).waitForTimeout(250);
    const after = await received(at(n));
    return names.every((name, other) => other === n || (after[name]?.frames ?? 0) > (before[name]?.frames ?? 0));
  };
  await Promise.all(
    names.map((name, n) =>
      expect.poll(() => isBack(n), { message: `${name} is back`, timeout: 180_000, intervals: [100] }).toBe(true),
    ),
  );
  const took = (Date.now() - ready) / 1000;
  test.info().annotations.push({ type: 'back after a restart', description: `${took.toFixed(1)} s` });
  // Fifteen seconds where a server starts within three; the browsers are as slow as it is.
  expect(took).toBeLessThan(Math.max(15, (5 * (ready - started)) / 1000));
  await expect(chair().getByRole('switch', { name: 'Khóa tự bật micro' })).toBeChecked();
  await expect(button(at(2), 'Micro bị khóa')).toBeVisible();
  await expect.poll(async () => (await receivedWithin(chair(), commune, 1)).energy).toBeGreaterThan(0.0005);
});

test('one leaves and comes back; the chair ends the meeting for all', async () => {
  await button(at(2), 'Rời phòng').click();
  await at(2).getByRole('dialog').getByRole('button', { name: 'Rời phòng' }).click();
  await expect(at(2).getByRole('heading', { name: 'Bạn đã rời phòng họp' })).toBeVisible();
  await expectAccessible(at(2));
  await at(2).getByRole('button', { name: 'Tham gia lại' }).click();
  await at(2).getByRole('button', { name: 'Tham gia ngay' }).click();
  await expect(button(at(2), 'Rời phòng')).toBeVisible();

  await expect(chair().getByRole('button', { name: 'Kết thúc cho tất cả' })).toHaveCount(0);
  await button(chair(), 'Rời phòng').click();
  await chair().getByRole('dialog').getByRole('button', { name: 'Kết thúc cho tất cả' }).click();
  await chair().getByRole('dialog').getByRole('button', { name: 'Kết thúc cho tất cả' }).click();
  for (const n of names.keys())
    await expect(at(n).getByRole('heading', { name: 'Phiên họp đã kết thúc' })).toBeVisible();
});
