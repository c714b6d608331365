import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { createRoom, registerUnit, signIn, signOut } from './support/people';

test.use({ installation: 'rooms' });
test.describe.configure({ mode: 'serial' });

const office = { email: 'vanphong@tinh.gov.vn', name: 'Văn phòng UBND tỉnh' };
const commune = { email: 'eakao@tinh.gov.vn', name: 'UBND xã Ea Kao' };
const room = { name: 'Giao ban tuần Đắk Lắk', password: 'GiaoBan-8h' };

test('a unit creates a room and shares it by link, QR code and mail', async ({ page, mail, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.address });
  await registerUnit(page, { mail, server }, office.email, office.name);
  await expect(page.getByText('Bắt đầu trong ba bước')).toBeVisible();
  await page.getByRole('button', { name: 'Tạo phòng' }).first().click();
  const form = page.getByRole('dialog', { name: 'Tạo phòng' });
  await expect(form.getByText('Chủ trì hoặc người điều khiển mời từng điểm cầu phát biểu')).toBeVisible();
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Tạo phòng' }).click();
  await expect(form.getByText('Nhập mật khẩu vào phòng')).toBeVisible();
  await form.getByLabel('Tên phòng').fill(room.name);
  await form.getByLabel('Mật khẩu vào phòng').fill(room.password);
  await form.getByRole('switch', { name: 'Phòng chờ' }).click();
  await form.getByRole('button', { name: 'Tạo phòng' }).click();
  await expect(page.getByRole('heading', { level: 1, name: room.name })).toBeVisible();
  await expectAccessible(page);

  const link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  expect(link).toMatch(new RegExp(`^${server.address}/p/\\w+$`));
  await page.getByRole('button', { name: 'Sao chép đường dẫn' }).click();
  await expect(page.getByRole('button', { name: 'Đã sao chép' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.getByRole('button', { name: 'Chép lời mời' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`Nội dung: ${room.name}`);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`Đường dẫn: ${link}`);
  const qr = page.getByAltText(`Mã QR của đường dẫn vào phòng ${room.name}`);
  await expect.poll(() => qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await page.getByLabel('Địa chỉ thư người nhận').fill('Xã Ea Kao <eakao@tinh.gov.vn>; drayo@tinh.gov.vn;');
  await page.getByLabel('Thời gian bắt đầu').fill('25/11/2027 08:00');
  await page.keyboard.press('Enter');
  await page.getByLabel('Lời nhắn').fill('Chuẩn bị báo cáo tuần.');
  await page.getByLabel('Ghi mật khẩu phòng trong thư').check();
  await page.getByLabel('Mật khẩu phòng', { exact: true }).fill(room.password);
  await page.getByRole('button', { name: 'Gửi thư mời' }).click();
  await expect(page.getByText('Đã nhận gửi 2 thư mời.')).toBeVisible();
  const invitation = await mail.next('eakao@tinh.gov.vn');
  for (const part of [link, room.password, 'Chuẩn bị báo cáo tuần.', 'BEGIN:VCALENDAR', '20271125T010000Z']) {
    expect(invitation.text).toContain(part);
  }
});

test('the room’s page prints one A4 sheet with its QR code and link', async ({ page }) => {
  await signIn(page, office.email);
  await page.getByRole('link', { name: room.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: room.name })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Mời tham gia phòng họp trực tuyến')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gửi thư mời' })).toBeHidden();
});

test('a name is taken once per unit, whatever else is changed', async ({ page }) => {
  await signIn(page, office.email);
  await createRoom(page, 'Tiếp công dân', 'TiepDan-8h');
  await page.getByRole('button', { name: 'Sửa' }).click();
  const form = page.getByRole('dialog', { name: 'Sửa phòng' });
  await form.getByLabel('Tên phòng').fill(room.name);
  await form.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(form.getByRole('alert')).toContainText('room_name_taken');
  await form.getByLabel('Tên phòng').fill('Tiếp công dân định kỳ');
  await form.getByText('Đào tạo', { exact: true }).click();
  await form.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tiếp công dân định kỳ' })).toBeVisible();
});

test('another unit finds the room without accents and joins with its password', async ({ page, mail, server }) => {
  await registerUnit(page, { mail, server }, commune.email, commune.name);
  await page.getByRole('button', { name: 'Tham gia phòng' }).click();
  await page.getByRole('searchbox').fill('dak lak');
  await expect(page.getByText('Có 1 phòng')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Tham gia ngay phòng ${room.name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Vào phòng “${room.name}”` });
  await expectAccessible(page);
  await dialog.getByLabel('Mật khẩu phòng').fill(room.password);
  await dialog.getByRole('button', { name: 'Đồng ý' }).click();
  await expect(page).toHaveURL(/\/r\/[0-9a-f-]{36}$/);
  expect(page.url()).not.toContain(room.password);
});

test('the own room opens without a password', async ({ page }) => {
  await signIn(page, office.email);
  await page.goto('/phong-hop');
  await page.getByRole('button', { name: `Tham gia ngay phòng ${room.name}` }).click();
  await expect(page).toHaveURL(/\/r\/[0-9a-f-]{36}$/);
});

test('another unit’s room can neither be edited nor deleted', async ({ page }) => {
  await signIn(page, commune.email);
  await page.goto('/phong-hop');
  await expect(page.getByRole('button', { name: `Tham gia ngay phòng ${room.name}` })).toBeVisible();
  await expect(page.getByRole('button', { name: `Thao tác khác với phòng ${room.name}` })).toHaveCount(0);
});

test('a room is deleted after one question, and its link leads nowhere', async ({ page }) => {
  await signIn(page, office.email);
  await page.goto('/phong-hop?loc=don-vi');
  await page.getByRole('button', { name: 'Thao tác khác với phòng Tiếp công dân định kỳ' }).click();
  await page.getByRole('menuitem', { name: 'Xóa' }).click();
  const question = page.getByRole('dialog', { name: 'Xóa phòng “Tiếp công dân định kỳ”?' });
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Xóa' }).click();
  await expect(page.getByText('Đã xóa phòng.')).toBeVisible();
  await expect(page.getByText('Có 1 phòng')).toBeVisible();
});

test('everything is there in English as well', async ({ page }) => {
  await signIn(page, office.email);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: `Welcome, ${office.name}` })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await signOut(page);
});

test.describe('on a telephone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the pages fit, and the rooms can be joined', async ({ page }) => {
    await signIn(page, office.email);
    for (const path of ['/', '/phong-hop', '/tai-khoan']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
    }
    await page.getByRole('navigation').getByRole('button', { name: 'Thêm' }).click();
    await page.getByRole('link', { name: 'Phòng họp' }).click();
    await expect(page.getByRole('button', { name: `Tham gia ngay phòng ${room.name}` })).toBeVisible();
  });
});
