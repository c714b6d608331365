import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask, makeProvince } from './support/office';
import { password, registerUnit, signIn } from './support/people';
import { atEverySize, picture } from './support/pictures';

// A commune says who is on duty from a telephone, its meeting's unit watches; the guide's pictures of it are taken here.
test.use({ installation: 'preparation' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const department = { email: 'soyte@tinh.gov.vn', name: 'Sở Y tế' };
const commune = { email: 'eakao@tinh.gov.vn', name: 'UBND xã Ea Kao' };
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
let meeting = '';

interface Answered {
  id: string;
  version: number;
  total: number;
  items: { id: string; name: string; unitName: string }[];
  summary: { id: string };
}

/** Announced at once, as an ad-hoc meeting is. */
async function announce(page: Page, main: string, members: readonly string[]): Promise<string> {
  const draft = await ask<Answered>(page, 'POST', '/api/meetings', {});
  const startsAt = new Date(Date.now() + 48 * 3_600_000);
  const written = await ask<Answered>(page, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'adHoc',
      title: 'Phòng, chống bão số 9',
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + 7_200_000).toISOString(),
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: main, attendees: 'Lãnh đạo các sở' },
      members: members.map((siteId) => ({ siteId, attendees: 'Lãnh đạo UBND xã' })),
      script: [
        { title: 'Khai mạc', minutes: 10 },
        { title: 'Tình hình tại xã', minutes: 15, speakingSiteId: members[0] },
      ],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  await ask(page, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  return draft.id;
}

test.beforeAll(async ({ server, mail, browser }) => {
  test.setTimeout(180_000);
  await server.administer('admin', 'create', '--email', office, '--password', password);
  const open = async () => (await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true })).newPage();
  const technician = await open();
  await registerUnit(technician, { mail, server }, commune.email, commune.name);
  const own = await ask<Answered & { version: number }>(technician, 'POST', '/api/sites', { name: commune.name });
  await ask(technician, 'PUT', `/api/sites/${own.summary.id}`, {
    name: commune.name,
    place: 'Tầng 1',
    validFrom: '2026-01-01',
    version: own.version,
    description: {
      contacts: [
        { role: 'leader', name: 'Trần Văn Hùng', position: 'Phó Chủ tịch', phone: '0905 111 222' },
        { role: 'technician', name: 'Y Bhiông Niê', position: 'Văn phòng', phone: '0905 333 444' },
        { role: 'technician', name: "H'Lan Ayŭn", phone: '0905 555 666' },
      ],
    },
  });
  const administrator = await open();
  await signIn(administrator, office);
  await makeProvince(administrator, 2, 3);
  const clerk = await open();
  await registerUnit(clerk, { mail, server }, department.email, department.name);
  const main = await ask<Answered>(clerk, 'POST', '/api/sites', { name: department.name });
  const sites = await ask<Answered>(clerk, 'GET', '/api/sites?pageSize=200');
  const others = sites.items.map(({ id }) => id).filter((id) => id !== own.summary.id && id !== main.summary.id);
  meeting = await announce(clerk, main.summary.id, [own.summary.id, ...others]);
  for (const page of [technician, administrator, clerk]) await page.context().close();
});

test.describe('on a telephone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('a technician names who is on duty with two touches and ticks the list', async ({ page }) => {
    await signIn(page, commune.email);
    await page.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await expect(page.getByRole('heading', { level: 2, name: /Ea Kao/ })).toBeVisible();
    await expect(page.getByText('Điểm cầu này phát biểu trong kịch bản: Tình hình tại xã.')).toBeVisible();
    await page.getByRole('button', { name: 'Trần Văn Hùng' }).click();
    await page.getByRole('button', { name: 'Y Bhiông Niê' }).click();
    await expect(page.getByText('Đã đủ người trực')).toBeVisible();
    const light = page.getByRole('checkbox', { name: 'Ánh sáng' });
    await light.click();
    await expect(light).toBeChecked();
    await expect(page.getByText('1/11 mục')).toBeVisible();
    await page.getByRole('button', { name: 'Ghi là chưa đạt: Pin micro' }).click();
    await page.getByLabel('Vì sao chưa đạt: Pin micro').fill('Hết pin, đang mua');
    await page.getByRole('button', { name: 'Ghi', exact: true }).click();
    await expect(page.getByText('Hết pin, đang mua.')).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('heading', { level: 2, name: /Ea Kao/ }).scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, 0));
    await guide(page, 'chuan-bi-dien-thoai');
  });

  test('the office finds the same on its telephone', async ({ page }) => {
    await signIn(page, department.email);
    await page.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await page.getByRole('button', { name: /Ea Kao/ }).click();
    const drawer = page.getByRole('dialog', { name: /Ea Kao/ });
    await expect(drawer.getByText('Y Bhiông Niê')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test('the registering unit sees everybody by level and prints the roster', async ({ page }) => {
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}`);
  await page
    .getByRole('navigation', { name: 'Các trang của cuộc họp' })
    .getByRole('link', { name: 'Chuẩn bị' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chuẩn bị: Phòng, chống bão số 9' })).toBeVisible();
  const district = page.getByRole('row', { name: /^.*UBND huyện 1 / });
  await expect(district.getByText('0/4 điểm cầu đã phân công')).toBeVisible();
  await expect(page.getByRole('row', { name: /Ea Kao/ }).getByText('Có mục chưa đạt')).toBeVisible();
  // The pointer still stands where the button was.
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await guide(page, 'chuan-bi-theo-cap');
  await page.getByText(/^Chưa phân công \(\d+\)$/).click();
  await expect(page.getByRole('row', { name: /Ea Kao/ })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Tìm điểm cầu, người trực' }).fill('so y te');
  await page.getByRole('button', { name: 'Sở Y tế', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Thêm lãnh đạo' }).click();
  await drawer.getByLabel('Họ và tên').fill('Lê Thị Mai');
  await drawer.getByLabel('Điện thoại').fill('không có');
  // Its sign of being busy belongs to its name until it has faded.
  const save = drawer.getByRole('button', { name: /(^|\s)Ghi$/ });
  await save.click();
  await expect(drawer.getByRole('alert').getByText(/điện thoại/)).toBeVisible();
  await drawer.getByLabel('Điện thoại').fill('0262 3 855 855');
  await save.click();
  await expect(drawer.getByText('Lê Thị Mai')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải bảng trực (.xlsx)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^phan-cong-truc-\d+\.xlsx$/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.preparation-sheet').getByText('Y Bhiông Niê')).toBeVisible();
  await expect(page.getByRole('button', { name: 'In bảng trực' })).toBeHidden();
});

test('what is not done in time is seen in red until it is done', async ({ page, browser }) => {
  const of = async (email: string) => {
    const own = await browser.newPage();
    await signIn(own, email);
    return own;
  };
  // Sites connect a fortnight before: what an ad-hoc meeting in two days has to prepare by then is late, unless it has time to do so at once.
  const administrator = await of(office);
  await ask(administrator, 'PUT', '/api/deadline-rules/preparation', { atOnceMinutes: 0 });
  await ask(administrator, 'PUT', '/api/deadline-rules/connection', { amount: 14 * 24 * 60, measure: 'minutes' });
  await administrator.context().close();
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}/chuan-bi`);
  const line = page.getByRole('row', { name: /Ea Kao/ });
  await expect(line.getByText('Quá hạn', { exact: true })).toHaveClass(/is-bad/);
  await expect(page.getByRole('row', { name: /^.*UBND huyện 1 / }).getByText('4 quá hạn')).toBeVisible();

  const technician = await of(commune.email);
  await technician.goto(`/cuoc-hop/${meeting}/chuan-bi`);
  const items = technician.getByRole('region', { name: 'Danh mục chuẩn bị' }).getByRole('checkbox');
  await expect(items).toHaveCount(11);
  for (const item of await items.all()) {
    if (!(await item.isChecked())) await item.click();
  }
  await expect(technician.locator('.preparation-checks .preparation-note')).toHaveCount(11);
  await technician.context().close();

  await page.reload();
  await expect(line.getByText('Đã xong')).toBeVisible();
  await expect(line.getByText('Quá hạn', { exact: true })).toHaveCount(0);
});

test('a moved meeting asks for what was said anew, and one touch says that it holds', async ({
  page,
  browser,
  server,
}) => {
  await signIn(page, department.email);
  const known = await ask<{ version: number; content: { startsAt: string; endsAt: string } }>(
    page,
    'GET',
    `/api/meetings/${meeting}`,
  );
  const later = (time: string) => new Date(Date.parse(time) + 3_600_000).toISOString();
  const form = { ...known.content, startsAt: later(known.content.startsAt), endsAt: later(known.content.endsAt) };
  await ask(page, 'PUT', `/api/meetings/${meeting}/form`, { version: known.version, form });
  await page.goto(`/cuoc-hop/${meeting}/chuan-bi`);
  await expect(page.getByText(/^\d+ điểm cầu cần xác nhận lại theo thời gian mới$/)).toBeVisible();
  await expectAccessible(page);
  await guide(page, 'chuan-bi-xac-nhan-lai');

  const telephone = await browser.newContext({
    baseURL: server.address,
    ignoreHTTPSErrors: true,
    viewport: { width: 360, height: 740 },
  });
  const technician = await telephone.newPage();
  await signIn(technician, commune.email);
  await technician.getByRole('link', { name: /^Xác nhận lại theo thời gian mới/ }).click();
  await expect(technician.getByText('Cuộc họp đã đổi thời gian: cần xác nhận lại')).toBeVisible();
  await expect(technician.getByText('Y Bhiông Niê').first()).toBeVisible();
  await expectAccessible(technician);
  expect(await technician.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await guide(technician, 'chuan-bi-van-nhu-cu');
  await technician.getByRole('button', { name: 'Vẫn như cũ' }).click();
  await expect(technician.getByText('Đã đủ người trực')).toBeVisible();
  await expect(technician.getByText('Cuộc họp đã đổi thời gian: cần xác nhận lại')).toHaveCount(0);
  await telephone.close();
});

test('a template is chosen, and the meeting moves on although sites have not finished', async ({ page }) => {
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}/chuan-bi`);
  await page.getByRole('combobox', { name: 'Chọn mô hình phòng họp' }).click();
  await page.getByTitle('Hội nghị truyền hình', { exact: true }).click();
  await expect(page.getByText('Micro chỉ mở khi được mời phát biểu', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Xác nhận sẵn sàng' }).click();
  const question = page.getByRole('dialog', { name: 'Vẫn chuyển bước khi chưa chuẩn bị xong?' });
  await expect(question.getByText(/vị trí chưa đủ người trực/)).toBeVisible();
  await question.getByLabel('Lý do').fill('Họp gấp, các điểm cầu chuẩn bị tiếp khi chờ kết nối');
  await question.getByRole('button', { name: 'Vẫn chuyển' }).click();
  await expect(page.getByText('Đã chuyển bước.')).toBeVisible();
  await page.getByRole('link', { name: 'Về trang cuộc họp' }).click();
  await expect(page.getByText('Sẵn sàng', { exact: true }).first()).toBeVisible();
});

test('an administrator keeps templates and checklists', async ({ page }) => {
  await signIn(page, office);
  await page.goto('/quan-tri/danh-muc-chuan-bi');
  await page.getByRole('button', { name: 'Thêm mục' }).click();
  await page.getByRole('textbox', { name: 'Mục 12' }).fill('Loa dự phòng');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  await expectAccessible(page);
  await guide(page, 'chuan-bi-danh-muc');
  await page.getByRole('link', { name: 'Mô hình phòng họp' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Tập huấn, trình chiếu' })).toBeVisible();
  await page.getByRole('button', { name: 'Thêm mô hình' }).click();
  const form = page.getByRole('dialog', { name: 'Thêm mô hình' });
  await form.getByLabel('Tên mô hình').fill('Họp đảng ủy');
  await form.getByRole('switch', { name: 'Phòng chờ' }).click();
  await expectAccessible(page);
  await atEverySize(page, 'mo-hinh');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Họp đảng ủy' })).toBeVisible();
  await expect(page.getByText('Có ghi hình · Có phòng chờ')).toBeVisible();
  await expectAccessible(page);
});
