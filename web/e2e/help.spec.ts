import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { createRoom, password, registerUnit, signIn } from './support/people';
import { picture } from './support/pictures';

// Help where it is needed: whom to call, and the guide, on pages before and after signing in.
const chapters = readdirSync(resolve(import.meta.dirname, '../../docs/huong-dan')).filter(
  (file) => file.endsWith('.md') && file !== 'README.md',
);

test.use({ installation: 'help' });
test.describe.configure({ mode: 'serial' });

const administrator = 'quantri@tinh.gov.vn';
const desk = { name: 'Tổ kỹ thuật hội nghị trực tuyến', purpose: 'Kết nối, micro, camera', phone: '(0262) 3.855.855' };
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
const help = (page: Page) => page.getByRole('complementary', { name: 'Hướng dẫn và hỗ trợ' });

test.beforeAll(async ({ server }) => {
  await server.administer('admin', 'create', '--email', administrator, '--password', password);
});

test('an administrator writes whom to call, in their order', async ({ page }) => {
  await signIn(page, administrator);
  await page.goto('/quan-tri/ho-tro');
  await expect(page.getByText('Chưa có đầu mối nào')).toBeVisible();
  for (const [index, { name, purpose, phone, zalo }] of [
    { name: 'Văn phòng UBND tỉnh', purpose: 'Đăng ký họp', phone: '0262 3855 000', zalo: '' },
    { ...desk, zalo: '0905 123 456' },
  ].entries()) {
    await page.getByRole('button', { name: 'Thêm đầu mối' }).click();
    const contact = page.getByRole('group', { name: `Đầu mối ${index + 1}` });
    await contact.getByLabel('Tên người hoặc bộ phận').fill(name);
    await contact.getByLabel('Hỗ trợ việc gì').fill(purpose);
    await contact.getByLabel('Điện thoại').fill(phone);
    await contact.getByLabel('Zalo', { exact: true }).fill(zalo);
  }
  await page.getByRole('button', { name: 'Đưa đầu mối 2 lên trên' }).click();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(help(page).getByRole('listitem').first()).toContainText(desk.name);
  await expectAccessible(page);
  await guide(page, 'dau-moi-ho-tro');
});

test('whoever cannot sign in, waits or is lost reads whom to call', async ({ page, browser, mail, server }) => {
  await page.goto('/dang-nhap');
  await expect(help(page).getByRole('link', { name: desk.phone })).toHaveAttribute('href', 'tel:02623855855');
  await expect(help(page).getByRole('link', { name: 'Zalo' })).toHaveAttribute('href', 'https://zalo.me/0905123456');
  await page.goto('/khong-co-trang-nay');
  await expect(help(page).getByText(desk.name)).toBeVisible();
  await page.goto('/p/khong-co-phong-nay');
  await expect(help(page).getByText(desk.name)).toBeVisible();

  await registerUnit(page, { mail, server }, 'eakao@tinh.gov.vn', 'UBND xã Ea Kao');
  await createRoom(page, 'Giao ban', 'GiaoBan-8h');
  const link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  const guest = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  const outside = await guest.newPage();
  await outside.goto(link);
  await expect(help(outside).getByText(desk.name)).toBeVisible();
  await expectAccessible(outside);
  await outside.getByLabel('Tên hiển thị').fill('Phòng họp UBND xã Cư M’gar');
  await outside.getByLabel('Mật khẩu phòng').fill('GiaoBan-8h');
  await outside.getByRole('button', { name: 'Đồng ý' }).click();
  await expect(outside.getByRole('heading', { name: 'Chờ chủ trì mở phòng' })).toBeVisible();
  await expect(help(outside).getByText(desk.name)).toBeVisible();
  await guest.close();
});

test('every page leads to its chapter, which is searched without accents and printed', async ({ page }) => {
  await page.goto('/dang-nhap');
  const opened = page.waitForEvent('popup');
  await help(page).getByRole('link', { name: 'Hướng dẫn' }).click();
  const book = await opened;
  await expect(book.getByRole('heading', { level: 2, name: 'Những lần sau' })).toBeInViewport();
  await expectAccessible(book);

  await book.getByRole('searchbox', { name: 'Tìm trong hướng dẫn' }).fill('mat khau phong khong dung');
  await expect(book.getByRole('status')).toHaveText(/^Tìm thấy \d+ mục$/);
  await book.getByRole('main').getByRole('link', { name: 'Vào phòng' }).click();
  await expect(book.getByRole('heading', { level: 1, name: 'Khắc phục sự cố' })).toBeVisible();
  await expect(book.getByRole('heading', { level: 2, name: 'Vào phòng' })).toBeInViewport();
  await guide(book, 'huong-dan');

  // A screenshot that the chapter shows is there.
  await book.goto('/huong-dan/tham-gia-hop');
  const shown = book.getByRole('img', { name: 'Chuẩn bị vào phòng họp' });
  await shown.scrollIntoViewIfNeeded();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await book.goto('/huong-dan/tat-ca');
  await book.emulateMedia({ media: 'print' });
  await expect(book.getByRole('heading', { level: 1 })).toHaveCount(chapters.length);
  await expect(book.getByRole('navigation')).toHaveCount(0);
  expect((await book.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  // Nothing is wider than the paper.
  await book.setViewportSize({ width: 670, height: 900 });
  expect(await book.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(670);
});
