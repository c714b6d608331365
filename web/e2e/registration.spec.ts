import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask, makeProvince } from './support/office';
import { password, registerUnit, signedIn, signIn } from './support/people';
import { atEverySize, picture, shots } from './support/pictures';
import { choose, fillRest, fillTime, saved } from './support/registering';

test.use({ installation: 'registration' });
test.describe.configure({ mode: 'serial' });

const clerk = { email: 'soyte@tinh.gov.vn', name: 'Sở Y tế' };
const title = 'Hội nghị triển khai công tác phòng, chống dịch bệnh mùa đông';
/** The page of the meeting with two hundred sites. */
let large = '';
/** Longer than any registration needs, as people write it; the year is far away from whenever this runs. */
const later = '15/12/2037 08:00';
const threeMinutes = 180_000;

test('a clerk registers a meeting of two hundred sites in less than three minutes', async ({
  page,
  mail,
  server,
  browser,
}) => {
  test.setTimeout(240_000);
  await registerUnit(page, { mail, server }, clerk.email, clerk.name);
  const office = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true });
  const administrator = await office.newPage();
  await administrator.goto(server.firstAdministratorLink);
  await ask(administrator, 'GET', '/api/session');
  const token = server.firstAdministratorLink.split('/').pop();
  await ask(administrator, 'POST', '/api/accounts/first-administrator', {
    token,
    email: 'quantri@tinh.gov.vn',
    password,
  });
  await ask(administrator, 'GET', '/api/session');
  const sites = await makeProvince(administrator, 10, 19);
  const units = await ask<{ items: { id: string; name: string }[] }>(
    administrator,
    'GET',
    `/api/units?search=${encodeURIComponent(clerk.name)}`,
  );
  const own = units.items.find((unit) => unit.name === clerk.name);
  await ask(administrator, 'POST', '/api/sites', { unitId: own?.id, name: 'Hội trường' });
  await office.close();

  const started = Date.now();
  await page.goto('/cuoc-hop');
  await expect(page.getByText('Chưa có cuộc họp nào')).toBeVisible();
  await page.getByRole('link', { name: 'Đăng ký cuộc họp' }).click();
  await page.getByLabel('Tên cuộc họp').fill(title);
  await fillTime(page, later);
  await choose(page, 'Tất cả điểm cầu thuộc…', 'tinh dak lak');
  await expect(page.getByText(`Đã chọn ${sites} điểm cầu`)).toBeVisible();
  await fillRest(page, 'so y te');
  await expect(page.getByText('Không trùng điểm cầu, chủ trì, phòng họp.')).toBeVisible();
  await saved(page);
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, 'huong-dan/images/dang-ky-cuoc-hop');
  await page.getByRole('region', { name: 'Điểm cầu thành viên' }).first().scrollIntoViewIfNeeded();
  await picture(page, 'huong-dan/images/chon-diem-cau');
  await page.getByRole('button', { name: 'Gửi đăng ký' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(Date.now() - started).toBeLessThan(threeMinutes);

  await expect(page.locator('.page-header').getByText('Chờ duyệt')).toBeVisible();
  await expect(page.getByText(`${sites} điểm cầu thành viên`)).toBeVisible();
  const way = page.getByRole('list', { name: 'Các bước của cuộc họp' }).getByRole('listitem');
  await expect(way.filter({ hasText: 'Gửi đăng ký' })).toContainText('Đúng hạn');
  await expect(way.filter({ hasText: 'Duyệt, cấp tài nguyên' })).toHaveAttribute('aria-current', 'step');
  await expect(way.filter({ hasText: 'Hoàn thành kiểm tra kỹ thuật' })).toContainText('Chưa đến hạn');
  await expectAccessible(page);
  // Without the message that offers to take it back for ten seconds.
  await page.reload();
  await expect(page.getByText(`${sites} điểm cầu thành viên`)).toBeVisible();
  await picture(page, 'huong-dan/images/cuoc-hop');
  large = new URL(page.url()).pathname;
});

test('the pages of a meeting of two hundred sites fit every screen', async ({ page, browser, server }) => {
  const chief = await signedIn(browser, server, 'quantri@tinh.gov.vn');
  const id = large.split('/').at(-1);
  interface Answered {
    version: number;
  }
  const version = async () => (await ask<Answered>(chief, 'GET', `/api/meetings/${id}`)).version;
  await ask(chief, 'POST', `/api/approvals/${id}/approve`, { version: await version(), displace: [] });
  await signIn(page, clerk.email);
  await ask(page, 'POST', `/api/meetings/${id}/notice/send`, {
    meetingVersion: await version(),
    version: 0,
    form: null,
  });
  for (const [path, heading] of [
    ['', title],
    ['/kiem-tra', /^Kiểm tra kỹ thuật:/],
    ['/phien-hop', /^Phiên họp:/],
  ] as const) {
    await page.goto(`${large}${path}`);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.locator('.ant-skeleton')).toHaveCount(0);
    await expectAccessible(page);
    await atEverySize(page, `200${path.replace('/', '-')}`);
  }

  // Two hundred in the preparation and in the list: drawn as far as they are in sight, and read by keys.
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  await page.goto(`${large}/chuan-bi`);
  const list = page.getByRole('table', { name: 'Phân công trực và danh mục chuẩn bị' });
  await expect(list.getByRole('button', { name: 'UBND huyện 10' })).toBeVisible();
  await expectAccessible(page);
  await atEverySize(page, '200-chuan-bi');
  expect(await elements()).toBeLessThan(1500);
  await page.getByText('Bảng tổng hợp', { exact: true }).click();
  const matrix = page.getByRole('table', { name: 'Bảng tổng hợp' });
  await expect(
    matrix
      .getByRole('row', { name: /UBND huyện 10/ })
      .getByText('0/20 đạt')
      .first(),
  ).toBeVisible();
  await matrix.getByRole('button', { name: 'UBND huyện 10' }).click();
  await expect(
    matrix
      .getByRole('row', { name: /UBND xã 10\.1 / })
      .getByText('Chưa kiểm tra')
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await atEverySize(page, '200-bang');
  expect(await elements()).toBeLessThan(1500);

  await page.goto('/diem-cau');
  const rows = page.getByRole('table', { name: 'Điểm cầu' }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  expect(await elements()).toBeLessThan(1500);
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  const focused = page.locator('tr:focus');
  await expect(focused).toHaveAttribute('aria-rowindex', '201');
  await page.keyboard.press('k');
  await expect(focused).toHaveAttribute('aria-rowindex', '200');
  await expect(focused).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('xa 3.7');
  await expect(page.getByText('Có 1 điểm cầu')).toBeVisible();
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/diem-cau\/.+/);
  await chief.context().close();
});

test('a draft outlives a reload, and of two windows none overwrites the other unasked', async ({ page, context }) => {
  await signIn(page, clerk.email);
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByLabel('Tên cuộc họp').fill('Giao ban tuần');
  await page.getByRole('searchbox', { name: 'Tìm điểm cầu, đơn vị' }).fill('xa 3.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã chọn 19 điểm cầu')).toBeVisible();
  await saved(page);

  await page.reload();
  await expect(page.getByLabel('Tên cuộc họp')).toHaveValue('Giao ban tuần');
  await expect(page.getByText('Đã chọn 19 điểm cầu')).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByLabel('Tên cuộc họp')).toHaveValue('Giao ban tuần');
  await page.getByLabel('Tên cuộc họp').fill('Giao ban tuần 3');
  await saved(page);
  await other.getByLabel('Tên cuộc họp').fill('Giao ban tháng');
  await expect(other.getByText('Bản này vừa được sửa ở cửa sổ hoặc máy khác')).toBeVisible();
  await other.getByRole('button', { name: 'Lấy bản mới hơn' }).click();
  await expect(other.getByLabel('Tên cuộc họp')).toHaveValue('Giao ban tuần 3');
  await other.close();
});

test('the letter that asks for a meeting: number, date and scan together, and as Word', async ({ page }) => {
  await signIn(page, clerk.email);
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByLabel('Tên cuộc họp').fill('Hội nghị sơ kết');
  await saved(page);
  const add = page.getByRole('button', { name: 'Chọn bản quét' });
  await add.scrollIntoViewIfNeeded();
  const chosen = page.waitForEvent('filechooser');
  await add.click();
  const scan = {
    name: 'Công văn 45.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7\n${' '.repeat(500)}`),
  };
  await (await chosen).setFiles(scan);
  await expect(page.getByRole('link', { name: scan.name })).toBeVisible();
  const other = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Thay bản quét' }).click();
  await (await other).setFiles({ ...scan, name: 'Công văn 45 sửa.pdf' });
  await expect(page.getByRole('link', { name: 'Công văn 45 sửa.pdf' })).toBeVisible();
  await expect(page.getByRole('link', { name: scan.name, exact: true })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải công văn đăng ký (Word)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^Dang-ky-hop-\d+\.docx$/);
  await expectAccessible(page);
  for (const [width, height] of [
    [360, 740],
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.getByLabel('Số công văn đăng ký').scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (shots) await page.screenshot({ path: `${shots}/cong-van-${width}.png` });
  }
});

test('a session that ends in the middle of the form is opened again there, and nothing is lost', async ({ page }) => {
  const lost = page.getByRole('dialog', { name: 'Phiên đăng nhập đã hết' });
  const own = page.getByRole('button', { name: /^Tài khoản / });
  const open = async () => {
    await lost.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await lost.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(lost).toBeHidden();
    await saved(page);
    await expect(own).toBeVisible();
  };
  await signIn(page, clerk.email);
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByLabel('Tên cuộc họp').fill('Giao ban quý');
  await saved(page);
  await page.context().clearCookies();
  const purpose = page.getByLabel('Nội dung, mục đích');
  await purpose.fill('Đánh giá quý 4');
  await expect(lost).toBeVisible();
  await expect(own).toHaveCount(0);
  await expect(lost.getByLabel('Mật khẩu', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await lost.getByLabel('Mật khẩu', { exact: true }).fill('không phải mật khẩu');
  await lost.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(lost.getByRole('alert')).toBeVisible();
  await open();

  // Put off, it says so in the page and in its head, and comes back with what is typed next.
  await page.context().clearCookies();
  await purpose.fill('Đánh giá quý 4, kế hoạch quý 1');
  await lost.getByRole('button', { name: 'Chưa đăng nhập' }).click();
  await expect(page.getByText('Chưa lưu: phiên đăng nhập đã hết')).toBeVisible();
  await page.getByRole('button', { name: 'Đăng nhập lại' }).click();
  await lost.getByRole('button', { name: 'Chưa đăng nhập' }).click();
  await purpose.fill('Đánh giá quý 4, kế hoạch quý 1 và quý 2');
  await open();
  await page.reload();
  await expect(purpose).toHaveValue('Đánh giá quý 4, kế hoạch quý 1 và quý 2');
});

test('a late registration names who granted it', async ({ page }) => {
  await signIn(page, clerk.email);
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByLabel('Tên cuộc họp').fill('Họp gấp về bão số 9');
  const soon = new Date(Date.now() + 26 * 3_600_000);
  const two = (number: number) => String(number).padStart(2, '0');
  await fillTime(page, `${two(soon.getDate())}/${two(soon.getMonth() + 1)}/${soon.getFullYear()} 08:00`);
  await page.getByRole('searchbox', { name: 'Tìm điểm cầu, đơn vị' }).fill('huyen 4');
  await page.keyboard.press('Enter');
  await fillRest(page, 'so y te');
  await expect(page.getByRole('heading', { name: 'Đăng ký muộn' })).toBeVisible();
  await page.getByRole('button', { name: 'Gửi đăng ký' }).click();
  await expect(page.getByText('Không được để trống').first()).toBeVisible();
  await page.getByLabel('Người đồng ý (họ tên, chức vụ)').fill('Ông C, Phó Chánh Văn phòng');
  await page.getByLabel('Lý do đăng ký muộn').fill('Bão vào bờ sớm hơn dự báo');
  await page.getByRole('button', { name: 'Gửi đăng ký' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Họp gấp về bão số 9' })).toBeVisible();
  const way = page.getByRole('region', { name: 'Các bước của cuộc họp' });
  await expect(way.getByRole('listitem').filter({ hasText: 'Được miễn' })).toContainText('Gửi đăng ký');
  await expect(way.getByText(/^Gửi đăng ký: Ông C/)).toBeVisible();
  // Whoever sends by mistake takes it back at once; the office has not answered.
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Đã hoàn tác.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tiếp tục đăng ký' })).toBeVisible();
});

test('a meeting with state secrets is refused, and why', async ({ page }) => {
  await signIn(page, clerk.email);
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByLabel('Tên cuộc họp').fill('Cuộc họp mật');
  await page.getByRole('radio', { name: 'Có', exact: true }).check();
  await expect(page.getByText('Cuộc họp này không mở được trên hệ thống')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gửi đăng ký' })).toBeDisabled();
});

test('an administrator permits meetings with state secrets, naming the document', async ({ page }) => {
  await signIn(page, 'quantri@tinh.gov.vn');
  await page.goto('/quan-tri/bi-mat-nha-nuoc');
  await expect(page.getByLabel('Không cho phép (mặc định)')).toBeChecked();
  await page.getByLabel('Cho phép, theo văn bản của cơ quan có thẩm quyền').check();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Ghi văn bản cho phép')).toBeVisible();
  await page.getByLabel('Căn cứ').fill('Văn bản số 12/BCY-CY ngày 05/01/2037');
  await expectAccessible(page);
  await picture(page, 'huong-dan/images/bi-mat-nha-nuoc');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByRole('radio', { name: 'Có', exact: true }).check();
  await expect(page.getByText('Nội dung chỉ hiện với đơn vị dự họp và người phục vụ')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gửi đăng ký' })).toBeEnabled();
});
