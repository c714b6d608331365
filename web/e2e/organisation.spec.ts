import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { password, signIn } from './support/people';
import { picture } from './support/pictures';

// The tree of units as an administrator keeps it; the guide's pictures of it are taken here.
test.use({ installation: 'organisation' });
test.describe.configure({ mode: 'serial' });

const administrator = 'quantri@tinh.gov.vn';
/** A unit's line; its buttons bear the name, too. */
const named = (page: Page, name: string | RegExp) =>
  page.getByRole('table', { name: 'Đơn vị' }).getByRole('row').filter({ hasText: name });
const opener = (page: Page, name: string) => page.getByRole('button', { name: `Các đơn vị thuộc ${name}` });
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);

test.beforeAll(async ({ server }) => {
  await server.administer('admin', 'create', '--email', administrator, '--password', password);
  await server.administer('province', 'demo', '--form', 'three-level', '--password', password);
});

test.beforeEach(async ({ page }) => {
  await signIn(page, administrator);
  await page.goto('/quan-tri/don-vi');
  await expect(named(page, 'UBND tỉnh Mẫu (ba cấp)')).toBeVisible();
});

test('the tree opens step by step, by keyboard, too', async ({ page }) => {
  await opener(page, 'UBND tỉnh Mẫu (ba cấp)').focus();
  await page.keyboard.press('Enter');
  await expect(named(page, 'Sở Nội vụ')).toBeVisible();
  await opener(page, 'UBND huyện Bình Tân').focus();
  await page.keyboard.press('Enter');
  await expect(named(page, /UBND xã/).first()).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await guide(page, 'cay-don-vi');
});

test('units are found without accents, with their way', async ({ page }) => {
  await page.getByRole('searchbox').fill('so noi vu');
  await expect(page.getByText('Tìm thấy 1 đơn vị')).toBeVisible();
  await expect(named(page, /Sở Nội vụ.*UBND tỉnh Mẫu/)).toBeVisible();
});

test('a unit is added, moved under another, and merged', async ({ page }) => {
  await page.getByRole('button', { name: 'Thêm đơn vị' }).click();
  const form = page.getByRole('dialog', { name: 'Thêm đơn vị' });
  await form.getByLabel('Tên đơn vị').fill('Trung tâm Hội nghị');
  await form.getByRole('button', { name: 'Thêm' }).click();
  await expect(named(page, 'Trung tâm Hội nghị')).toBeVisible();

  await page.getByRole('button', { name: 'Thao tác với Trung tâm Hội nghị' }).click();
  await page.getByRole('menuitem', { name: 'Sửa' }).click();
  const change = page.getByRole('dialog', { name: 'Sửa đơn vị' });
  await change.getByLabel('Đơn vị cấp trên').fill('tinh mau');
  await page.locator('.ant-select-item-option', { hasText: 'UBND tỉnh Mẫu' }).first().click();
  await change.getByRole('button', { name: 'Lưu' }).click();
  await expect(change).toBeHidden();

  await page.getByRole('searchbox').fill('trung tam hoi nghi');
  await expect(named(page, /Trung tâm Hội nghị.*UBND tỉnh Mẫu/)).toBeVisible();
  await page.getByRole('button', { name: 'Thao tác với Trung tâm Hội nghị' }).click();
  await page.getByRole('menuitem', { name: 'Sáp nhập vào đơn vị khác' }).click();
  const merge = page.getByRole('dialog', { name: /Sáp nhập/ });
  await merge.getByLabel('Đơn vị kế tục').fill('cong nghe thong tin');
  await page.locator('.ant-select-item-option', { hasText: 'Trung tâm Công nghệ thông tin' }).click();
  await merge.getByRole('button', { name: 'Sáp nhập' }).click();
  await expect(merge).toBeHidden();
  await expect(page.getByText('Không tìm thấy mục phù hợp')).toBeVisible();
  await page.getByLabel(/Hiện cả đơn vị/).check();
  await expect(page.getByText(/Hết hiệu lực/)).toBeVisible();
});

test('a role is given for a unit and taken back', async ({ page }) => {
  await page.getByRole('button', { name: 'Thao tác với UBND tỉnh Mẫu (ba cấp)' }).click();
  await page.getByRole('menuitem', { name: 'Vai trò' }).click();
  const roles = page.getByRole('dialog', { name: /Vai trò tại UBND tỉnh Mẫu/ });
  await expect(roles.getByText('t3-vp@tinh-mau.example').first()).toBeVisible();
  await roles.getByLabel('Địa chỉ thư của tài khoản').fill('t3-snv@tinh-mau.example');
  await roles.getByLabel('Vai trò', { exact: true }).click();
  await page.locator('.ant-select-item-option', { hasText: 'Người xem' }).click();
  await guide(page, 'vai-tro');
  await roles.getByRole('button', { name: 'Giao vai trò' }).click();
  const taking = roles.getByRole('button', { name: 'Thu hồi vai trò Người xem của t3-snv@tinh-mau.example' });
  await expect(taking).toBeVisible();
  await taking.click();
  await page
    .getByRole('dialog', { name: /Thu hồi/ })
    .getByRole('button', { name: 'Thu hồi' })
    .click();
  await expect(taking).toBeHidden();
});

test('a file is looked through row by row and taken as a whole', async ({ page }) => {
  await page.getByRole('button', { name: 'Nhập từ tệp' }).click();
  await expect(page.getByRole('heading', { name: 'Nhập đơn vị từ tệp' })).toBeVisible();
  const head = 'Mã,Tên đơn vị,Đơn vị cấp trên,Loại\n';
  const file = (rows: string) => ({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(head + rows) });
  await page
    .locator('input[type=file]')
    .setInputFiles(file('m1,Ban Dân tộc,t3,Cơ quan\nm2,Ban Lạc,UBND tỉnh Khác,Cơ quan\n'));
  await expect(page.getByRole('alert')).toContainText('có 1 dòng lỗi');
  await expect(page.getByText('Đơn vị cấp trên: Không có đơn vị “UBND tỉnh Khác”')).toBeVisible();
  await expectAccessible(page);
  await guide(page, 'nhap-don-vi');
  await page
    .locator('input[type=file]')
    .setInputFiles(file('m1,Ban Dân tộc,t3,Cơ quan\nm2,Ban Tiếp công dân,t3,Cơ quan\n'));
  await page.getByRole('button', { name: 'Nhập 2 đơn vị' }).click();
  await expect(page.getByText('Đã nhập tệp don-vi.csv')).toBeVisible();
});

test('several accounts are locked with one question, and one’s own is not among them', async ({ page }) => {
  await page.goto('/quan-tri/tai-khoan');
  const list = page.getByRole('table', { name: 'Tài khoản' });
  await expect(list.getByRole('row').nth(3)).toBeVisible();
  // By keys, as in every dense list: down to the first, and each chosen by x. The first one is the reader's own.
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  const chosen = page.getByRole('region', { name: 'Đã chọn 3' });
  await expect(chosen).toBeVisible();
  await expectAccessible(page);
  await chosen.getByRole('button', { name: 'Khóa 2 tài khoản' }).click();
  const question = page.getByRole('dialog', { name: 'Khóa 2 tài khoản?' });
  await question.getByRole('button', { name: 'Khóa 2 tài khoản' }).click();
  await expect(page.getByText('Đã khóa 2 tài khoản.')).toBeVisible();
  await expect(chosen).toHaveCount(0);
  await expect(list.getByText('Đã khóa')).toHaveCount(2);
});

test('the pages fit a telephone of 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/quan-tri/don-vi', '/quan-tri/don-vi/nhap', '/quan-tri/tai-khoan']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
  }
});
