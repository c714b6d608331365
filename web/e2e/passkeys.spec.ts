import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { password, registerUnit, sendSignIn, signOut } from './support/people';
import { Server } from './support/server';

test.use({ installation: 'passkeys' });
test.describe.configure({ mode: 'serial' });

const unit = { email: 'eakao@tinh.gov.vn', name: 'UBND xã Ea Kao' };

test('passkeys are added with names, sign in after the password, and are taken away', async ({
  page,
  mail,
  server,
}) => {
  await registerUnit(page, { mail, server }, unit.email, unit.name);
  const usb = await plugIn(page, 'usb');
  await page.goto('/tai-khoan');
  await addPasskey(page, 'Khóa USB');
  const codes = page.getByRole('list', { name: 'Mã dự phòng' });
  await expect(codes).toBeVisible();
  const recovery = (await codes.getByRole('listitem').first().innerText()).trim();
  await page.getByRole('button', { name: 'Tôi đã cất các mã' }).click();
  await expect(page.getByText('Đang bật')).toBeVisible();
  await expectAccessible(page);

  await test.step('one key is added once, another beside it', async () => {
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    const form = page.getByRole('dialog', { name: 'Thêm khóa truy cập' });
    await expectAccessible(page);
    await form.getByLabel('Tên khóa').fill('Khóa USB lần nữa');
    await form.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await form.getByRole('button', { name: 'Tiếp tục' }).click();
    await expect(form.getByRole('alert')).toContainText('đã có khóa truy cập');
    await form.getByRole('button', { name: 'Hủy' }).click();
    await usb.unplug();
    await plugIn(page, 'internal');
    await addPasskey(page, 'Máy văn thư');
    const list = page.getByRole('list', { name: 'Khóa truy cập' });
    await expect(list.getByRole('listitem')).toHaveText([/Khóa USB/, /Máy văn thư/]);
  });

  await test.step('after the password the passkey opens', async () => {
    await signOut(page);
    await sendSignIn(page, unit.email);
    await expect(page.getByRole('heading', { name: 'Xác thực hai bước' })).toBeVisible();
    await expect(page.getByLabel('Mã xác thực')).toBeHidden();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await expect(page.getByRole('heading', { name: /^Xin chào/ })).toBeVisible();
  });

  await test.step('when the session ends, password and passkey open it again where one is', async () => {
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Cuộc họp', exact: true }).click();
    const lost = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
    await lost.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await lost.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await lost.getByRole('button', { name: 'Dùng khóa truy cập' }).click();
    await expect(lost).toBeHidden();
    await expect(page.getByText('Chưa có cuộc họp nào')).toBeVisible();
  });

  await test.step('a recovery code still does', async () => {
    await signOut(page);
    await sendSignIn(page, unit.email);
    await page.getByRole('button', { name: 'Không có điện thoại? Dùng mã dự phòng' }).click();
    await page.getByLabel('Mã dự phòng').fill(recovery);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await expect(page.getByRole('heading', { name: /^Xin chào/ })).toBeVisible();
  });

  await test.step('with the last one taken away only the password is asked', async () => {
    await page.goto('/tai-khoan');
    await expect(page.getByText('Còn 9 mã chưa dùng.')).toBeVisible();
    for (const name of ['Khóa USB', 'Máy văn thư']) {
      await page.getByRole('button', { name: `Gỡ khóa truy cập ${name}` }).click();
      const form = page.getByRole('dialog', { name: `Gỡ khóa truy cập ${name}` });
      await form.getByLabel('Mật khẩu', { exact: true }).fill(password);
      await form.getByRole('button', { name: 'Gỡ', exact: true }).click();
      await expect(form).toBeHidden();
    }
    await expect(page.getByText('Đang tắt')).toBeVisible();
    await signOut(page);
    await sendSignIn(page, unit.email);
    await expect(page.getByRole('heading', { name: /^Xin chào/ })).toBeVisible();
  });
});

test('an administrator is told how long there is time for a second factor', async ({ page, server }) => {
  await page.goto(server.firstAdministratorLink);
  await page.getByLabel('Địa chỉ thư công vụ').fill('quantri@tinh.gov.vn');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tạo quản trị viên' }).click();
  const bar = page.getByRole('status').filter({ hasText: 'còn 14 ngày' });
  await expect(bar).toBeVisible();
  await expectAccessible(page);
  await bar.getByRole('link', { name: 'Bật ngay' }).click();
  await expect(page.getByRole('heading', { name: 'Ứng dụng xác thực' })).toBeVisible();
});

test('when the time is over there is only the page that sets one up', async ({ page, mail }) => {
  const strict = await Server.start({
    DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn',
    DIEMCAU_SECOND_FACTOR_GRACE: '0',
    ...mail.options,
  });
  try {
    await page.goto(strict.firstAdministratorLink);
    await page.getByLabel('Địa chỉ thư công vụ').fill('quantri@tinh.gov.vn');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Tạo quản trị viên' }).click();
    await expect(page.getByRole('heading', { name: 'Cần bật xác thực hai bước' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Phòng họp' })).toBeHidden();
    await expectAccessible(page);
    await page.goto(`${strict.address}/quan-tri/tai-khoan`);
    await expect(page.getByRole('heading', { name: 'Cần bật xác thực hai bước' })).toBeVisible();
    await plugIn(page, 'usb');
    await addPasskey(page, 'Khóa USB');
    await page.getByRole('button', { name: 'Tôi đã cất các mã' }).click();
    await page.getByRole('link', { name: 'Quản trị' }).click();
    await expect(page.getByRole('heading', { name: 'Đơn vị', level: 1 })).toBeVisible();
  } finally {
    await strict.stop();
  }
});

/** "Thêm khóa truy cập", up to what the server says to it. */
async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  const form = page.getByRole('dialog', { name: 'Thêm khóa truy cập' });
  await form.getByLabel('Tên khóa').fill(name);
  await form.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(form).toBeHidden();
}

/** An authenticator of Chromium's own that touches itself. */
async function plugIn(page: Page, transport: 'usb' | 'internal'): Promise<{ unplug: () => Promise<void> }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport, automaticPresenceSimulation: true },
  });
  return { unplug: () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }).then(() => undefined) };
}
