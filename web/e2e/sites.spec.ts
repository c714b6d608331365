import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { password, registerUnit, signIn } from './support/people';
import { picture } from './support/pictures';

// A unit describes its meeting room, and the office sees it; the guide's pictures of it are taken here.
test.use({ installation: 'sites' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const commune = { email: 'eakao@tinh.gov.vn', name: 'UBND xã Ea Kao' };
const site = 'Hội trường UBND xã Ea Kao';
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);

test.beforeAll(async ({ server }) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
});

/** Opens a Select and takes one of its words. */
async function choose(field: Locator, word: string): Promise<void> {
  const lists = field.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await expect(lists, 'the list of the field before is closed').toHaveCount(0);
  await field.click();
  await lists.getByTitle(word, { exact: true }).click();
  await expect(lists).toHaveCount(0);
}

const step = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Các bước khai điểm cầu' }).getByRole('button', { name });

/** Each step is saved by itself; the next says what it lacks. */
async function saveAndGoOn(page: Page, lead: string): Promise<void> {
  await page.getByRole('button', { name: 'Lưu và tiếp' }).click();
  await expect(page.getByText(lead)).toBeVisible();
}

test('a unit describes its site until nothing is missing', async ({ page, mail, server }) => {
  await registerUnit(page, { mail, server }, commune.email, commune.name);
  await page.getByRole('link', { name: 'Mô tả điểm cầu' }).first().click();
  await expect(page.getByText('Chưa có điểm cầu nào')).toBeVisible();
  const form = page.getByRole('dialog', { name: 'Thêm điểm cầu' });
  await form.getByLabel('Tên điểm cầu').fill(site);
  await form.getByLabel('Địa điểm').fill('Thôn 1, xã Ea Kao');
  await form.getByRole('button', { name: 'Thêm' }).click();
  await expect(page.getByRole('heading', { level: 1, name: site })).toBeVisible();
  await expect(page.getByText('Còn thiếu 18 mục')).toBeVisible();
  await expectAccessible(page);

  const room = page.getByRole('region', { name: 'Phòng họp' });
  await choose(room.getByLabel('Loại phòng'), 'Hội trường');
  await room.getByLabel('Diện tích (m²)').fill('120');
  await choose(room.getByLabel('Âm thanh của phòng'), 'Hệ thống âm thanh hội trường');
  await choose(room.getByLabel('Thiết bị'), 'Đủ thiết bị cố định');
  await saveAndGoOn(page, 'Bước 2/5. Còn thiếu: Lãnh đạo phụ trách');

  for (const [index, [name, position]] of [
    ['H’Lan Niê', 'Chủ tịch UBND xã'],
    ['Y Thông Êban', 'Văn thư'],
    ['Lê Thị Hoa', 'Công chức Văn phòng'],
  ].entries()) {
    const person = page.getByRole('group', { name: `Đầu mối liên hệ ${index + 1}` });
    await person.getByLabel('Họ và tên').fill(name ?? '');
    await person.getByLabel('Chức vụ').fill(position ?? '');
    await person.getByLabel('Điện thoại').fill(`0905 123 45${index}`);
  }

  await saveAndGoOn(page, 'Bước 3/5.');

  const devices = [
    'Intel NUC 11, Core i5',
    'Logitech C930e',
    'TV Samsung 55"',
    'Loa hội trường',
    'Cáp HDMI 10 m',
    'Modem SLCD',
  ];
  for (const [index, name] of devices.entries()) {
    const device = page.getByRole('group', { name: `Thiết bị ${index + 1}` });
    await device.getByLabel('Tên, cấu hình').fill(name);
    await choose(device.getByLabel('Tình trạng'), index === 1 ? 'Đang lỗi, hỏng' : 'Đang sử dụng');
  }
  await choose(page.getByRole('group', { name: 'Thiết bị 2' }).getByLabel('Hướng khắc phục'), 'Thay thế');
  await choose(page.getByRole('group', { name: 'Thiết bị 7' }).getByLabel('Tình trạng'), 'Chưa có');

  await saveAndGoOn(page, 'Bước 4/5.');

  const slcd = page.getByRole('group', { name: 'Đường truyền 1' });
  await slcd.getByLabel('Nhà cung cấp').fill('VNPT');
  await slcd.getByLabel('Tốc độ (Mb/s)').fill('10');
  await page.getByRole('group', { name: 'Dải địa chỉ mạng 1' }).getByLabel('Dải địa chỉ').fill('127.0.0.9/8');
  await saveAndGoOn(page, 'Bước 5/5.');

  await choose(page.getByRole('combobox', { name: 'Bố cục mặc định' }), 'Bục phát biểu');
  await page.getByRole('group', { name: 'Vị trí camera đặt sẵn 1' }).getByLabel('Số đặt sẵn').fill('1');
  await expect(page.getByText('Có thay đổi chưa lưu')).toBeVisible();
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();

  await expect(page.getByText('Đủ thông tin')).toBeVisible();
  // By which line one is connected is measured at once.
  await expect(page.getByText('Máy này đang kết nối qua SLCD (địa chỉ 127.0.0.1).')).toBeVisible();
  await step(page, 'Thiết bị').click();
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByText('Đã lưu điểm cầu.')).toHaveCount(0);
  await guide(page, 'diem-cau');
});

test('what is wrong is said beside its field, and nothing typed is lost unasked', async ({ page }) => {
  await signIn(page, commune.email);
  await page.goto('/diem-cau');
  await page.getByRole('link', { name: site }).click();
  await step(page, 'Đầu mối liên hệ').click();
  const person = page.getByRole('group', { name: 'Đầu mối liên hệ 1' });
  await person.getByLabel('Điện thoại').fill('gọi tôi');
  // Said in another step, it is shown where it is wrong.
  await step(page, 'Phòng họp').click();
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(person.getByText('Số điện thoại chưa đúng')).toBeVisible();

  await page.getByRole('link', { name: 'Phòng họp' }).click();
  const question = page.getByRole('dialog', { name: 'Rời trang mà chưa lưu?' });
  await question.getByRole('button', { name: 'Ở lại' }).click();
  await expect(person.getByLabel('Điện thoại')).toHaveValue('gọi tôi');
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).click();
  await expect(person.getByLabel('Điện thoại')).toHaveValue('0905 123 450');
  await person.getByLabel('Điện thoại').fill('0905 999 888');
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(page.getByText('Đã lưu điểm cầu.')).toBeVisible();
});

test('the office sees what was changed by whom, once', async ({ page }) => {
  await signIn(page, office);
  await page.goto('/diem-cau');
  await page.getByRole('searchbox').fill('hoi truong ea kao');
  await expect(page.getByText('Có 1 điểm cầu')).toBeVisible();
  await page.getByText('Thay đổi chưa xem').click();
  await expect(page.getByText('Mới thay đổi')).toBeVisible();
  await expectAccessible(page);
  const seen = page.waitForResponse(/\/seen$/);
  await page.getByRole('link', { name: site }).click();
  const history = page.getByRole('region', { name: 'Lịch sử thay đổi' });
  await expect(
    history.getByText('Đầu mối liên hệ – H’Lan Niê – Điện thoại: 0905 123 450 → 0905 999 888'),
  ).toBeVisible();
  await expect(history.getByText('Mới', { exact: true }).first()).toBeVisible();
  await seen;
  await page.goto('/diem-cau?loc=chua-xem');
  await expect(page.getByText('Không tìm thấy điểm cầu phù hợp')).toBeVisible();
});

test('a workbook is looked through before anything is taken', async ({ page }) => {
  await signIn(page, office);
  await page.goto('/diem-cau');
  await page.getByRole('button', { name: 'Nhập từ tệp' }).click();
  await expect(page.getByRole('heading', { name: 'Nhập điểm cầu từ tệp' })).toBeVisible();
  await expectAccessible(page);
  const workbook = await (await page.request.get('/api/sites/workbook')).body();
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.locator('input[type=file]').setInputFiles({ name: 'diem-cau.xlsx', mimeType, buffer: workbook });
  await expect(page.getByText('Tệp diem-cau.xlsx không có lỗi')).toBeVisible();
  await expect(page.getByText('Thêm 0, sửa 0, giữ nguyên 4 dòng.')).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await guide(page, 'nhap-diem-cau');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'diem-cau.xlsx', mimeType, buffer: Buffer.from('Đơn vị,Tên điểm cầu\n') });
  await expect(page.getByText('Tệp không phải sổ Excel')).toBeVisible();
});

test.describe('on a telephone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the list and the form fit', async ({ page }) => {
    await signIn(page, commune.email);
    await page.goto('/diem-cau');
    await expect(page.getByRole('link', { name: site })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('link', { name: site }).click();
    await expect(page.getByRole('button', { name: 'Tiếp: Đầu mối liên hệ' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
