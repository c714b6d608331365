import { createHmac } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { linkIn } from './support/mailServer';
import { activate, password, registerUnit, sendSignIn, signIn, signOut } from './support/people';

test.use({ installation: 'accounts' });
test.describe.configure({ mode: 'serial' });

const unit = { email: 'eakao@tinh.gov.vn', name: 'UBND xã Ea Kao' };

test('the printed link makes the first administrator, once', async ({ page, server }) => {
  await page.goto('/');
  await expect(page.getByText('Hệ thống chưa có quản trị viên')).toBeVisible();
  await expectAccessible(page);
  const link = server.firstAdministratorLink;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Quản trị viên đầu tiên' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Địa chỉ thư công vụ').fill('quantri@tinh.gov.vn');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tạo quản trị viên' }).click();
  await expect(page.getByRole('link', { name: 'Quản trị' })).toBeVisible();
  await signOut(page);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Đường dẫn đã được dùng' })).toBeVisible();
});

test('a foreign mail domain is refused, and the allowed one is shown', async ({ page }) => {
  await page.goto('/dang-ky');
  await expect(page.getByText('@tinh.gov.vn')).toBeVisible();
  await page.getByLabel('Địa chỉ thư công vụ').fill('aido@example.com');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByRole('alert')).toContainText('mail_domain_not_allowed');
  await expectAccessible(page);
});

test('a unit registers, activates its account by the mail’s link and signs in', async ({ page, mail }) => {
  await page.goto('/dang-ky');
  await page.getByLabel('Địa chỉ thư công vụ').fill(unit.email);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByRole('heading', { name: 'Kiểm tra hộp thư của đơn vị' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gửi lại' })).toBeVisible();
  await expectAccessible(page);
  const first = await mail.next(unit.email);
  expect(first.subject).toContain('Kích hoạt tài khoản');

  await test.step('a second registration sends a second mail, and the first link is worthless', async () => {
    await page.goto('/dang-ky');
    await page.getByLabel('Địa chỉ thư công vụ').fill(unit.email);
    await page.getByRole('button', { name: 'Đăng ký' }).click();
    await expect(page.getByRole('heading', { name: 'Kiểm tra hộp thư của đơn vị' })).toBeVisible();
    const second = await mail.next(unit.email);
    await page.goto(linkIn(first));
    await expect(page.getByRole('heading', { name: 'Đường dẫn đã hết hạn' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Gửi thư mới' })).toBeVisible();
    await expectAccessible(page);
    await page.goto(linkIn(second));
    await expect(page.getByRole('heading', { name: 'Kích hoạt tài khoản' })).toBeVisible();
    await expect(page.getByText(unit.email)).toBeVisible();
  });

  await test.step('the policy is shown while typing, and a weak password is refused', async () => {
    await page.getByLabel('Tên đơn vị').fill(unit.name);
    await page.getByLabel('Mật khẩu', { exact: true }).pressSequentially('ngan1');
    await expect(page.getByText('Độ mạnh: yếu')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Kích hoạt tài khoản' }).click();
    await expect(page.getByRole('alert')).toContainText('password_too_weak');
  });
  await activate(page, unit.name);
  await expectAccessible(page);
});

test('an activation link that was used is refused', async ({ page, mail, server }) => {
  await registerUnit(page, { mail, server }, 'drayo@tinh.gov.vn', 'UBND xã Dray Bhăng');
  await signOut(page);
  await page.goto('/dang-ky');
  await page.getByLabel('Địa chỉ thư công vụ').fill('dakliêng@tinh.gov.vn'.normalize('NFD').replace(/\p{M}/gu, ''));
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  const link = linkIn(await mail.next('daklieng@tinh.gov.vn'));
  await page.goto(link);
  await activate(page, 'UBND xã Đắk Liêng');
  await signOut(page);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Đường dẫn đã được dùng' })).toBeVisible();
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
});

test('signing in shows a Caps Lock hint and the typed password on demand', async ({ page }) => {
  await page.goto('/dang-nhap');
  const field = page.getByLabel('Mật khẩu', { exact: true });
  await field.evaluate((input) => {
    const on = new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true, bubbles: true });
    input.dispatchEvent(on);
  });
  await expect(page.getByText('Phím Caps Lock đang bật')).toBeVisible();
  await field.fill('Mật khẩu');
  await page.getByRole('button', { name: 'Hiện mật khẩu' }).click();
  await expect(field).toHaveAttribute('type', 'text');
});

test('a wrong password and an unknown address get the same answer', async ({ page }) => {
  await sendSignIn(page, unit.email, 'Sai mật khẩu 1');
  const wrong = await page.getByRole('alert').textContent();
  await sendSignIn(page, 'khongco@tinh.gov.vn', 'Sai mật khẩu 1');
  await expect(page.getByRole('alert')).toBeVisible();
  const withoutTrace = (text: string | null) => text?.replace(/ · [0-9a-f]+$/, '');
  expect(withoutTrace(await page.getByRole('alert').textContent())).toBe(withoutTrace(wrong));
});

test('a forgotten password is reset by a mail', async ({ page, mail }) => {
  await page.goto('/quen-mat-khau');
  await expectAccessible(page);
  await page.getByLabel('Địa chỉ thư công vụ').fill(unit.email);
  await page.getByRole('button', { name: 'Gửi đường dẫn' }).click();
  await page.goto(linkIn(await mail.next(unit.email)));
  await expect(page.getByRole('heading', { name: 'Đặt lại mật khẩu' })).toBeVisible();
  await page.getByLabel('Mật khẩu mới').fill(`${password} mới`);
  await page.getByRole('button', { name: 'Đặt mật khẩu mới' }).click();
  await expect(page.getByText('Đã đổi mật khẩu')).toBeVisible();
  await signIn(page, unit.email, `${password} mới`);
  await expect(page.getByRole('heading', { name: `Xin chào, ${unit.name}` })).toBeVisible();
});

test('the password is changed, and every computer is signed out', async ({ page, browser, server }) => {
  await signIn(page, unit.email, `${password} mới`);
  const elsewhere = await browser.newContext({ ignoreHTTPSErrors: true, baseURL: server.address });
  const other = await elsewhere.newPage();
  await signIn(other, unit.email, `${password} mới`);

  await page.goto('/tai-khoan');
  await page.getByLabel('Mật khẩu hiện tại').fill(`${password} mới`);
  await page.getByLabel('Mật khẩu mới').fill(password);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await expect(page.getByText('Đã đổi mật khẩu.')).toBeVisible();
  await page.getByRole('button', { name: 'Đăng xuất trên mọi máy' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất trên mọi máy' }).click();
  await expect(page.getByText('Đã đăng xuất trên mọi máy.')).toBeVisible();
  await other.goto('/phong-hop');
  await expect(other.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await elsewhere.close();
});

test('the second factor is set up by its key, asked for at sign-in, and replaced by a recovery code', async ({
  page,
}) => {
  await signIn(page, unit.email);
  await page.goto('/tai-khoan');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cài ứng dụng xác thực' }).click();
  const again = page.getByRole('dialog', { name: 'Cài ứng dụng xác thực' });
  await again.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await again.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByAltText('Mã QR để thêm tài khoản vào ứng dụng xác thực')).toBeVisible();
  const secret = await page.locator('.factor-secret').innerText();
  const used = totp(secret);
  await page.getByLabel('Mã xác thực').fill(used);
  await page.getByRole('button', { name: 'Xác nhận và bật' }).click();
  const codes = page.getByRole('list', { name: 'Mã dự phòng' });
  await expect(codes).toBeVisible();
  await expectAccessible(page);
  const recovery = (await codes.getByRole('listitem').first().innerText()).trim();
  await page.getByRole('button', { name: 'Tôi đã cất các mã' }).click();
  await signOut(page);

  await sendSignIn(page, unit.email);
  await expect(page.getByRole('heading', { name: 'Xác thực hai bước' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Mã xác thực').fill(used === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('alert')).toContainText('second_factor_wrong');
  await page.getByRole('button', { name: 'Không có điện thoại? Dùng mã dự phòng' }).click();
  await page.getByLabel('Mã dự phòng').fill(recovery);
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('heading', { name: `Xin chào, ${unit.name}` })).toBeVisible();
});

test('the administrator manages units, accounts and mail domains', async ({ page, mail }) => {
  await signIn(page, 'quantri@tinh.gov.vn');
  await test.step('a unit that named itself is confirmed, and told so', async () => {
    await page.getByRole('link', { name: /Xác nhận đơn vị “UBND xã Đắk Liêng”/ }).click();
    await page.getByRole('button', { name: 'Xác nhận đơn vị' }).click();
    const claim = page.getByRole('dialog', { name: 'Xác nhận đơn vị “UBND xã Đắk Liêng”' });
    await claim.getByLabel('Đơn vị mới: UBND xã Đắk Liêng').check();
    await expectAccessible(page);
    await claim.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await expect(page.getByText('Đã xác nhận daklieng@tinh.gov.vn thuộc UBND xã Đắk Liêng.')).toBeVisible();
    expect((await mail.next('daklieng@tinh.gov.vn')).subject).toContain('Đã xác nhận đơn vị');
  });
  await page.getByRole('link', { name: 'Quản trị' }).click();
  await expect(page.getByRole('heading', { name: 'Đơn vị', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  const form = page.getByRole('dialog', { name: 'Thêm đơn vị' });
  await form.getByLabel('Tên đơn vị').fill('Sở Nội vụ');
  await form.getByRole('button', { name: 'Thêm' }).click();
  await expect(page.getByRole('cell', { name: 'Sở Nội vụ', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('searchbox').fill('dak lieng');
  await expect(page.getByRole('cell', { name: 'UBND xã Đắk Liêng', exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Tài khoản', exact: true }).click();
  await expect(page.getByText('drayo@tinh.gov.vn')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Thao tác với tài khoản drayo@tinh.gov.vn' }).click();
  await page.getByRole('menuitem', { name: 'Khóa tài khoản' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
  await expect(page.getByText('Đã khóa')).toBeVisible();

  await page.getByRole('link', { name: 'Tên miền thư' }).click();
  await page.getByLabel('Tên miền', { exact: true }).fill('xa.tinh.gov.vn');
  await page.getByRole('button', { name: 'Thêm tên miền' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'xa.tinh.gov.vn' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Thư giữ lại' }).click();
  await expect(page.getByText('Trang này chỉ mở được tại máy chủ')).toBeVisible();
  await expectAccessible(page);
});

test('a page that does not exist says so and leads home', async ({ page }) => {
  await page.goto('/khong-co-trang-nay');
  await expect(page.getByRole('heading', { name: 'Không tìm thấy trang này' })).toBeVisible();
  await expectAccessible(page);
});

test('every page before sign-in fits a telephone of 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/dang-nhap', '/dang-ky', '/quen-mat-khau', '/links/khong-co']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await widthOf(page), path).toBeLessThanOrEqual(360);
  }
});

function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

/** RFC 6238 with the usual 30 s, 6 digits and SHA-1. */
function totp(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[\s=]/g, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
