import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { password, registerUnit, signIn, signOut } from './support/people';

// What people did in the other pages is found, narrowed, printed and taken away here.
test.use({ installation: 'journal' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const commune = { email: 'eakao@tinh.gov.vn', name: 'UBND xã Ea Kao' };
const shots = process.env.DIEMCAU_SHOTS;

test.beforeAll(async ({ server }) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
});

test('who reads the journal finds what was done, by words and by kind', async ({ page, mail, server }) => {
  await page.goto('/dang-nhap');
  await page.getByLabel('Địa chỉ thư công vụ').fill('nguoila@tinh.gov.vn');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('Khong-biet-123');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByText('Địa chỉ thư hoặc mật khẩu không đúng')).toBeVisible();
  await registerUnit(page, { mail, server }, commune.email, commune.name);
  await expect(page.getByRole('link', { name: 'Nhật ký' })).toHaveCount(0);
  await signOut(page);
  await signIn(page, office);
  await page.getByRole('link', { name: 'Nhật ký' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nhật ký' })).toBeVisible();
  await expect(page.getByText('Kích hoạt tài khoản', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Tìm theo tên').fill('eakao');
  await expect(page.getByText('Tạo quản trị viên bằng lệnh trên máy chủ', { exact: true })).toHaveCount(0);
  await expect(page.getByText('Kích hoạt tài khoản', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
  await page.getByRole('button', { name: office }).first().click();
  await expect(page).toHaveURL(/nguoi=/);
  await expect(page.getByText('Kích hoạt tài khoản', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Bỏ bộ lọc một người' }).click();
  await expect(page.getByText('Kích hoạt tài khoản', { exact: true })).toBeVisible();
});

test('it is taken away as a table, and printed instead of the page', async ({ page }) => {
  await signIn(page, office);
  await page.goto('/nhat-ky');
  const taken = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải bảng tính' }).click();
  expect((await taken).suggestedFilename()).toMatch(/^nhat-ky-\d{8}-\d{4}\.xlsx$/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('NHẬT KÝ HỆ THỐNG')).toBeVisible();
  await expect(page.getByRole('search')).toBeHidden();
  if (shots) await page.pdf({ path: `${shots}/journal.pdf`, format: 'A4' });
});

test('nothing is to be moved sideways on a phone, and strangers are told apart', async ({ page }) => {
  await signIn(page, office);
  for (const [width, height] of [
    [360, 740],
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('/nhat-ky');
    await expect(page.getByText('Kích hoạt tài khoản', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    if (shots) await page.screenshot({ path: `${shots}/journal-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByText('Người lạ thử đăng nhập').click();
  await expect(page.getByText('nguoila@tinh.gov.vn')).toBeVisible();
  await expectAccessible(page);
  if (shots) await page.screenshot({ path: `${shots}/strangers-360.png`, fullPage: true });
});
