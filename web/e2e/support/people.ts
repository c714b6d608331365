import { type Browser, expect, type Page } from '@playwright/test';
import { linkIn, type MailServer } from './mailServer';
import type { Server } from './server';

export const password = 'Họp sáng thứ 2 lúc 8 giờ';

/**
 * "Đăng ký" → the mail's link → "Kích hoạt tài khoản" → confirmed at the server → signed in on the home page.
 * @param at the installation, and the mail server that it sends by
 */
export async function registerUnit(
  page: Page,
  at: { mail: MailServer; server: Server },
  email: string,
  unitName: string,
): Promise<void> {
  await page.goto('/dang-ky');
  await page.getByLabel('Địa chỉ thư công vụ').fill(email);
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByRole('heading', { name: 'Kiểm tra hộp thư của đơn vị' })).toBeVisible();
  await page.goto(linkIn(await at.mail.next(email)));
  await activate(page, unitName);
  await at.server.administer('account', 'confirm-unit', '--email', email);
  await at.mail.next(email); // that it is confirmed
  await page.goto('/');
}

export async function activate(page: Page, unitName: string): Promise<void> {
  await page.getByLabel('Tên đơn vị').fill(unitName);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Kích hoạt tài khoản' }).click();
  await expect(page.getByRole('heading', { name: `Xin chào, ${unitName}` })).toBeVisible();
}

/** The sign-in form, sent; what comes next is the test's affair. */
export async function sendSignIn(page: Page, email: string, secret = password): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Địa chỉ thư công vụ').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

export async function signIn(page: Page, email: string, secret = password): Promise<void> {
  await sendSignIn(page, email, secret);
  await expect(page.getByRole('heading', { name: /^Xin chào/ })).toBeVisible();
}

/** Somebody else at a computer of their own; closing the page's context ends it. */
export async function signedIn(browser: Browser, server: Server, email: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.address,
    ignoreHTTPSErrors: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 768 },
  });
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

export async function signOut(page: Page): Promise<void> {
  // While the page is still taking shape the menu may open beside it: as a person would, open it once more.
  await expect(async () => {
    const item = page.getByRole('menuitem', { name: 'Đăng xuất' });
    if (!(await item.isVisible())) await page.getByRole('button', { name: /^Tài khoản / }).click();
    await item.click({ timeout: 10_000 }).catch(async (missed) => {
      await page.keyboard.press('Escape');
      throw missed;
    });
    // Exactly: the account's page has a heading about machines that are signed in.
    await expect(page.getByRole('heading', { name: 'Đăng nhập', exact: true })).toBeVisible({ timeout: 40_000 });
  }).toPass({ timeout: 240_000 });
}

/** "Tạo phòng", from wherever the button is; ends on the room's page. */
export async function createRoom(page: Page, name: string, secret: string): Promise<void> {
  await page.goto('/phong-hop');
  await page.getByRole('button', { name: 'Tạo phòng' }).first().click();
  const form = page.getByRole('dialog', { name: 'Tạo phòng' });
  await form.getByLabel('Tên phòng').fill(name);
  await form.getByLabel('Mật khẩu vào phòng').fill(secret);
  await form.getByRole('button', { name: 'Tạo phòng' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
