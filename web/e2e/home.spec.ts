import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask } from './support/office';
import { password, registerUnit, signIn } from './support/people';
import { picture } from './support/pictures';

// The home page and the calendar; the guide's pictures of them are taken here.
test.use({ installation: 'home' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const department = { email: 'soyte@tinh.gov.vn', name: 'Sở Y tế' };
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
const minuteMs = 60_000;
// Tuesday to Friday of a working week, far away from whenever this runs.
const week = { tuesday: '2037-12-15', wednesday: '2037-12-16', friday: '2037-12-18' };
let sites: string[] = [];

interface Answered {
  id: string;
  version: number;
  summary: { id: string; unitId: string };
}

/** A draft with everything in it. */
async function draft(
  page: Page,
  title: string,
  startsAt: string,
  endsAt: string,
  more: object = {},
): Promise<Answered> {
  const begun = await ask<Answered>(page, 'POST', '/api/meetings', {});
  const written = await ask<Answered>(page, 'PUT', `/api/meetings/${begun.id}/form`, {
    version: begun.version,
    form: {
      kind: 'planned',
      title,
      startsAt,
      endsAt,
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: sites[0], attendees: 'Lãnh đạo các sở' },
      members: sites.slice(1).map((siteId) => ({ siteId, attendees: 'Lãnh đạo UBND xã' })),
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
      ...more,
    },
  });
  return { ...begun, version: written.version };
}

async function register(page: Page, ...what: Parameters<typeof draft> extends [Page, ...infer Rest] ? Rest : never) {
  const written = await draft(page, ...what);
  return ask<Answered>(page, 'POST', `/api/meetings/${written.id}/submit`, { version: written.version });
}

test.beforeAll(async ({ server, mail, browser }) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
  const context = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await registerUnit(page, { mail, server }, department.email, department.name);
  for (const name of ['Hội trường tầng 3', 'Phòng họp tầng 2']) {
    sites = [...sites, (await ask<Answered>(page, 'POST', '/api/sites', { name })).summary.id];
  }
  await register(page, 'Giao ban công tác y tế', `${week.tuesday}T01:00:00Z`, `${week.tuesday}T03:00:00Z`);
  await register(page, 'Tập huấn phòng, chống dịch', `${week.wednesday}T06:30:00Z`, `${week.wednesday}T09:30:00Z`);
  await register(page, 'Giao ban đột xuất', `${week.friday}T01:00:00Z`, `${week.friday}T02:00:00Z`, { kind: 'adHoc' });
  await context.close();
});

test('a unit sees what meets soon, joins where there is something to join, and what it has to do', async ({ page }) => {
  await signIn(page, department.email);
  const soon = Date.now() + 10 * minuteMs;
  const [startsAt, endsAt] = [new Date(soon).toISOString(), new Date(soon + 90 * minuteMs).toISOString()];
  await register(page, 'Hội nghị trực tuyến của Chính phủ', startsAt, endsAt, {
    kind: 'outside',
    outside: { organiser: 'Văn phòng Chính phủ', link: 'https://hop.chinhphu.vn/1', dial: '10.0.0.1##22' },
  });
  await register(page, 'Họp khẩn phòng, chống bão', startsAt, endsAt, { kind: 'adHoc' });
  await draft(page, 'Sơ kết quý', `${week.friday}T06:00:00Z`, `${week.friday}T08:00:00Z`);
  await page.reload();

  const join = page.getByRole('link', { name: 'Tham gia ngay cuộc họp Hội nghị trực tuyến của Chính phủ' });
  await expect(join).toHaveAttribute('href', 'https://hop.chinhphu.vn/1');
  await expect(page.getByText('Kết nối: 10.0.0.1##22')).toBeVisible();
  await expect(page.getByText(/^Còn \d+ phút$/).first()).toBeVisible();
  // A meeting of this system leads through its own door, whoever opens it.
  const own = page.getByRole('link', { name: 'Tham gia ngay cuộc họp Họp khẩn phòng, chống bão' });
  await expect(own).toHaveAttribute('href', /^\/hop\//);
  await expectAccessible(page);
  await guide(page, 'trang-chu-hom-nay');
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(join).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await guide(page, 'trang-chu-dien-thoai');
  await page.setViewportSize({ width: 1366, height: 768 });

  const task = page.getByRole('listitem').filter({ hasText: 'Sơ kết quý' });
  await expect(task.getByText(/^Hạn \d\d\/12\/2037/)).toBeVisible();
  await task.getByRole('link', { name: 'Hoàn thiện và gửi đăng ký' }).click();
  await expect(page.getByLabel('Tên cuộc họp')).toHaveValue('Sơ kết quý');
});

test('whatever does not fit in the navigation is behind “Thêm”, on a telephone and enlarged, for every role', async ({
  page,
}) => {
  const every = {
    [department.email]: ['Trang chủ', 'Cuộc họp', 'Lịch họp', 'Phòng họp', 'Điểm cầu'],
    [office]: ['Trang chủ', 'Cuộc họp', 'Lịch họp', 'Phòng họp', 'Điểm cầu', 'Phê duyệt', 'Nhật ký', 'Quản trị'],
  };
  const navigation = page.getByRole('navigation', { name: 'Các mục chính' });
  const more = navigation.getByRole('button', { name: 'Thêm' });
  for (const [who, entries] of Object.entries(every)) {
    await page.context().clearCookies();
    await signIn(page, who);
    // 683 is a laptop enlarged to 200 %.
    for (const [width, height] of [
      [360, 740],
      [683, 384],
      [1366, 768],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      const inRow = navigation.getByRole('link');
      const folds = width < 1000;
      // Two pictures later it has been measured anew.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await expect(more).toBeVisible({ visible: folds });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const account = await page.getByRole('button', { name: /^Tài khoản / }).boundingBox();
      expect((account?.x ?? 0) + (account?.width ?? 0)).toBeLessThanOrEqual(width);
      if (folds) {
        await more.press('Enter');
        await expect(more).toHaveAttribute('aria-expanded', 'true');
        // The next one by keyboard is the first that was behind it.
        await page.keyboard.press('Tab');
        await expect(navigation.locator('.office-more').getByRole('link').first()).toBeFocused();
      }
      await expect(inRow).toHaveText(entries);
      for (const link of await inRow.all()) {
        const box = await link.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, width.toString()).toBe(
          true,
        );
      }
      await expectAccessible(page);
      const shots = process.env.DIEMCAU_SHOTS;
      if (shots) await page.screenshot({ path: `${shots}/dieu-huong-${entries.length}-${width}.png` });
      if (!folds) continue;
      await page.keyboard.press('Escape');
      await expect(more).toBeFocused();
      await expect(more).toHaveAttribute('aria-expanded', 'false');
      await more.click();
      await navigation.getByRole('link', { name: entries.at(-1) ?? '' }).click();
      await expect(more).toHaveAttribute('aria-expanded', 'false');
      await page.getByRole('link', { name: 'Hội nghị truyền hình tỉnh' }).click();
      await page.waitForURL('/');
    }
  }
});

test('the office decides what waits, from its home page', async ({ page }) => {
  await signIn(page, office);
  const task = page.getByRole('listitem').filter({ hasText: 'Giao ban công tác y tế' });
  await task.getByRole('link', { name: 'Xem xét, quyết định trong ngày' }).click();
  await expect(page.getByRole('heading', { name: 'Giao ban công tác y tế' })).toBeVisible();
  const { items } = await ask<{ items: { id: string; version: number; title: string }[] }>(
    page,
    'GET',
    '/api/approvals',
  );
  for (const { id, version } of items) {
    await ask(page, 'POST', `/api/approvals/${id}/approve`, { version, displace: [] });
  }
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Việc của tôi' })).toBeVisible();
  await expect(task.getByRole('link', { name: 'Xem xét, quyết định trong ngày' })).toBeHidden();
});

test('an administrator is told what is still to be set up, and may fold that away', async ({ page }) => {
  await signIn(page, office);
  const list = page.getByRole('region', { name: /^Thiết lập ban đầu/ });
  const mail = list.getByRole('listitem').filter({ hasText: 'Máy chủ thư' });
  await expect(mail).toContainText('(đã xong)');
  await expect(list.getByRole('listitem').filter({ hasText: 'Chứng thư số' })).toContainText('(chưa xong)');
  await expectAccessible(page);
  await list.getByRole('button', { name: 'Thu gọn' }).click();
  await expect(mail).toBeHidden();
  await page.reload();
  await expect(list.getByRole('button', { name: 'Xem các bước' })).toHaveAttribute('aria-expanded', 'false');
  await expect(mail).toBeHidden();
});

test('the calendar shows months, weeks and days, by mouse and by keyboard', async ({ page }) => {
  await signIn(page, department.email);
  await page.goto(`/lich-hop?ngay=${week.tuesday}`);
  const meeting = page.getByRole('link', { name: /Giao ban công tác y tế/ });
  await expect(meeting).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Tháng 12/2037' })).toBeVisible();
  await expectAccessible(page);
  await guide(page, 'lich-thang');
  const day = (date: string) => page.getByRole('button', { name: new RegExp(date) });
  await day('15/12/2037').focus();
  await page.keyboard.press('ArrowRight');
  await expect(day('16/12/2037')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(day('23/12/2037')).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Tháng 1/2038' })).toBeVisible();
  await expect(day('23/01/2038')).toBeFocused();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  await expect(day('16/12/2037')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Tập huấn phòng, chống dịch' })).toBeVisible();
  await expect(meeting).toBeHidden();

  await page.getByText('Tuần', { exact: true }).click();
  await expect(meeting).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /Thứ Ba/ })).toBeVisible();
  await expectAccessible(page);
  await guide(page, 'lich-tuan');
  await page.getByLabel('Loại cuộc họp').click();
  await page.getByTitle('Đột xuất').click();
  await expect(meeting).toBeHidden();
  await expect(page.getByRole('link', { name: 'Giao ban đột xuất' })).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ lọc' }).click();
  await expect(meeting).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(meeting).toBeVisible();
  await expect(page.getByRole('button', { name: 'In lịch' })).toBeHidden();
});

test('on a phone the calendar is a list', async ({ page }) => {
  await signIn(page, department.email);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/lich-hop?ngay=${week.tuesday}`);
  await expect(page.getByRole('heading', { name: 'Thứ Ba, 15/12/2037' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Giao ban công tác y tế' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
});

test('a calendar program follows the unit at a secret address until it is renewed', async ({ page, playwright }) => {
  await signIn(page, department.email);
  await page.goto('/lich-hop');
  await page.getByRole('button', { name: 'Theo dõi bằng ứng dụng lịch' }).click();
  await page.getByRole('button', { name: 'Tạo địa chỉ' }).click();
  const address = page.getByLabel('Địa chỉ lịch');
  await expect(address).toHaveValue(/\/api\/feeds\/.+\.ics$/);
  await expectAccessible(page);
  await guide(page, 'theo-doi-lich');
  const first = await address.inputValue();
  const program = await playwright.request.newContext({ ignoreHTTPSErrors: true });
  const feed = await program.get(first);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  expect(await feed.text()).toContain('SUMMARY:Hội nghị trực tuyến của Chính phủ');

  await page.getByRole('button', { name: 'Đổi địa chỉ mới' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: 'Đổi địa chỉ mới' }).click();
  await expect(address).not.toHaveValue(first);
  expect((await program.get(first)).status()).toBe(404);
  expect((await program.get(await address.inputValue())).status()).toBe(200);
  await program.dispose();
});

test('the public list is for those whom the installation allows, and says title, time and units', async ({ page }) => {
  await page.goto('/lich-cong-khai');
  await expect(page.getByRole('heading', { name: 'Lịch họp không được công khai ở đây' })).toBeVisible();
  await page.getByRole('link', { name: 'Đăng nhập để xem' }).click();
  await page.getByLabel('Địa chỉ thư công vụ').fill(department.email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { name: 'Lịch họp công khai' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Giao ban công tác y tế' })).toBeVisible();
  await expect(page.getByText('Nguyễn Văn A')).toBeHidden();
  await expectAccessible(page);
  await guide(page, 'lich-cong-khai');
});
