import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { act, ask, confirmAct } from './support/office';
import { password, registerUnit, signedIn, signIn } from './support/people';
import { picture } from './support/pictures';

// The office approves, refuses and displaces; the guide's pictures of it are taken here.
test.use({ installation: 'approval' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const department = { email: 'soyte@tinh.gov.vn', name: 'Sở Y tế' };
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
// A working morning, far away from whenever this runs.
const [morning, noon] = ['2037-12-15T01:00:00Z', '2037-12-15T03:00:00Z'];
let sites: string[] = [];

interface Answered {
  id: string;
  version: number;
  summary: { id: string; unitId: string };
}

/** A registration that is sent, as the form would write it. */
async function register(page: Page, title: string, count: number, more: object = {}): Promise<void> {
  const draft = await ask<Answered>(page, 'POST', '/api/meetings', {});
  const written = await ask<Answered>(page, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'planned',
      title,
      startsAt: morning,
      endsAt: noon,
      chairName: `Chủ trì ${title}`,
      mainSite: { siteId: sites[0], attendees: 'Lãnh đạo các sở' },
      members: sites.slice(1, count).map((siteId) => ({ siteId })),
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
      ...more,
    },
  });
  await ask(page, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
}

test.beforeAll(async ({ server, mail, browser }) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
  const context = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await registerUnit(page, { mail, server }, department.email, department.name);
  for (let number = 1; number <= 6; number++) {
    const made = await ask<Answered>(page, 'POST', '/api/sites', { name: `Phòng họp ${number}` });
    sites = [...sites, made.summary.id];
  }
  await register(page, 'Giao ban tuần', 4);
  await register(page, 'Tổng kết năm', 6);
  await context.close();
});

test.beforeEach(async ({ page }) => {
  await signIn(page, office);
});

test('a meeting is approved by a key and an answer, with its capacity', async ({ page, mail }) => {
  const nodes = await ask<{ id: string; name: string }[]>(page, 'GET', '/api/resources/nodes');
  await ask(page, 'PUT', `/api/resources/nodes/${nodes[0]?.id}`, {
    name: 'Máy chủ tỉnh',
    ports: 7,
    streams: 100,
    mbps: 100,
    inService: true,
  });
  await page.getByRole('link', { name: 'Phê duyệt' }).click();
  await expect(page.getByText('Chờ duyệt (2)')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Giao ban tuần' })).toBeVisible();
  await expect(page.getByText('cuộc họp này cần 4.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('d');
  const question = page.getByRole('dialog', { name: 'Duyệt “Giao ban tuần”?' });
  await expect(question.getByText(/Cấp 4 cổng, giữ phòng của 4 điểm cầu và báo ngay cho Sở Y tế/)).toBeVisible();
  await expect(question.getByRole('listitem')).toHaveText('Số công văn đăng ký');
  await expectAccessible(page);
  // A key alone sends nothing while something is empty: the button that goes back has the focus.
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(page.getByText('Chờ duyệt (2)')).toBeVisible();
  await page.keyboard.press('d');
  await confirmAct(page, 'Duyệt và cấp tài nguyên');
  await expect(page.getByText('Đã duyệt “Giao ban tuần” và cấp tài nguyên.')).toBeVisible();
  expect((await mail.next(department.email)).text).toContain('đã được');
});

test('a refusal is generated: what is short, who holds it, what would fit', async ({ page, mail }) => {
  await page.goto('/phe-duyet');
  await expect(page.getByRole('heading', { level: 2, name: 'Tổng kết năm' })).toBeVisible();
  await expect(page.getByText('Thiếu 3 cổng. Máy chủ còn chỗ cho 3 điểm cầu.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Vướng với' }).getByText('giữ 4 cổng')).toBeVisible();
  await expectAccessible(page);
  await guide(page, 'phe-duyet');
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Từ chối cuộc họp' });
  const reason = dialog.getByLabel('Lý do gửi đơn vị');
  await expect(reason).toHaveValue(/^Không đủ cổng kết nối: cuộc họp cần 6 cổng, .* chỉ còn 3 trong tổng số 7 cổng\./);
  await expect(reason).toHaveValue(/Có thể họp lúc .* hoặc giảm còn 3 điểm cầu\.$/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Từ chối' }).click();
  const done = page.getByText('Đã từ chối “Tổng kết năm”.');
  await expect(done).toBeVisible();
  // Its letter waits meanwhile, so that it can be taken back.
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Đã hoàn tác.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Tổng kết năm' })).toBeVisible();
  await expect(done).toBeHidden();
  await page.getByRole('button', { name: 'Từ chối', exact: true }).click();
  await dialog.getByRole('button', { name: 'Từ chối' }).click();
  await expect(done).toBeVisible();
  await expect(page.getByText('Không còn cuộc họp nào chờ duyệt')).toBeVisible();
  expect((await mail.next(department.email)).text).toContain('Không đủ cổng kết nối');
});

test('the office proposes a time of its own choice, and one that is taken knowingly only', async ({
  page,
  mail,
  browser,
  server,
}) => {
  const unit = await signedIn(browser, server, department.email);
  await register(unit, 'Hội nghị chuyên đề', 3, { startsAt: '2037-12-16T01:00:00Z', endsAt: '2037-12-16T03:00:00Z' });

  await page.goto('/phe-duyet');
  await expect(page.getByRole('heading', { level: 2, name: 'Hội nghị chuyên đề' })).toBeVisible();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Đề nghị giờ khác' });
  const send = dialog.getByRole('button', { name: 'Gửi đề nghị' });
  const begin = dialog.getByLabel('Bắt đầu lúc');
  await begin.fill('13/12/2037 08:00');
  await begin.press('Enter');
  await expect(dialog.getByText('Ngày nghỉ')).toBeVisible();
  await expect(dialog.getByText('13/12/2037 không phải ngày làm việc.')).toBeVisible();
  await expect(send).toBeEnabled();
  await begin.fill('15/12/2037 09:00');
  await begin.press('Enter');
  await expect(dialog.getByText('Còn vướng', { exact: true })).toBeVisible();
  await expect(dialog.getByText(/^Điểm cầu .* đã có cuộc họp “Giao ban tuần”/)).toBeVisible();
  await expect(send).toBeDisabled();
  await expectAccessible(page);
  await guide(page, 'phe-duyet-gio-khac');
  await dialog.getByLabel('Tôi biết thời gian này còn vướng', { exact: false }).check();
  await dialog.getByLabel('Lý do gửi đơn vị', { exact: false }).fill('Ngày 16/12 Ủy ban họp thường kỳ.');
  await send.click();
  await expect(page.getByText('Đã đề nghị thời gian khác cho “Hội nghị chuyên đề”.')).toBeVisible();
  const told = (await mail.next(department.email)).text;
  expect(told).toContain('Ngày 16/12 Ủy ban họp thường kỳ. Văn phòng đề nghị họp lúc 09h00');
  expect(told).toContain('còn vướng');
  await unit.goto(/https:\/\/\S+\/gio-khac/.exec(told)?.[0] ?? '');
  await act(unit, /^Nhận giờ 09/);
  await expect(unit.getByText('Đã gửi lại đăng ký với thời gian mới.')).toBeVisible();
  await unit.context().close();

  await page.goto('/phe-duyet');
  await expect(page.getByText('Chưa duyệt được vì không đủ tài nguyên')).toBeVisible();
  await page.keyboard.press('x');
  await page.getByRole('dialog').getByRole('button', { name: 'Từ chối' }).click();
  await expect(page.getByText('Đã từ chối “Hội nghị chuyên đề”.')).toBeVisible();
  await mail.next(department.email);
});

test('an emergency displaces a lower meeting, whose unit accepts another time with one click', async ({
  page,
  mail,
  browser,
  server,
}) => {
  const unit = await signedIn(browser, server, department.email);
  await register(unit, 'Ứng phó bão số 9', 6, { priority: 'emergency', priorityReason: 'Công điện số 12' });

  await page.goto('/phe-duyet');
  await page.getByRole('button', { name: 'Duyệt, cho 1 cuộc họp nhường' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cho cuộc họp ưu tiên thấp hơn nhường?' });
  await expect(dialog.getByText('Giao ban tuần')).toBeVisible();
  await dialog.getByRole('button', { name: 'Duyệt và cho nhường' }).click();
  await expect(page.getByText('Đã duyệt “Ứng phó bão số 9”.', { exact: false })).toBeVisible();
  await expect(page.getByText('Phải xếp lại (1)')).toBeVisible();

  // Both meetings are of one unit: which mail comes first is the mail server's affair.
  const told = [await mail.next(department.email), await mail.next(department.email)]
    .map(({ text }) => text)
    .join('\n');
  expect(told).toContain('phải nhường tài nguyên cho cuộc họp “Ứng phó bão số 9” (ưu tiên: khẩn cấp)');
  const link = /https:\/\/\S+\/gio-khac/.exec(told)?.[0] ?? '';
  await unit.goto(link);
  await expect(unit.getByRole('heading', { level: 2, name: 'Giao ban tuần' })).toBeVisible();
  await expectAccessible(unit);
  await act(unit, /^Nhận /);
  await expect(unit.getByText('Đã gửi lại đăng ký với thời gian mới.')).toBeVisible();
  await unit.context().close();

  await page.goto('/phe-duyet');
  await expect(page.getByRole('heading', { level: 2, name: 'Giao ban tuần' })).toBeVisible();
  await act(page, 'Duyệt và cấp tài nguyên');
  await expect(page.getByText('Đã duyệt “Giao ban tuần” và cấp tài nguyên.')).toBeVisible();

  // Whoever has approved by mistake takes it back at once, or later in the list of the day.
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByText('Đã hoàn tác.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Giao ban tuần' })).toBeVisible();
  await act(page, 'Duyệt và cấp tài nguyên');
  await page.getByText(/^Đã quyết hôm nay/).click();
  const decided = page.getByRole('region', { name: 'Các quyết định trong ngày' }).getByRole('row');
  await expect(decided.nth(1)).toContainText('Giao ban tuần');
  await expect(decided.nth(2)).toContainText('Rút lại quyết định');
  await expect(decided.nth(3).getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
  // Without the messages of what was just done.
  await page.reload();
  await expect(decided.nth(1)).toBeVisible();
  await guide(page, 'phe-duyet-trong-ngay');
  await decided.nth(1).getByRole('button', { name: 'Rút lại' }).click();
  const question = page.getByRole('dialog', { name: 'Rút lại quyết định duyệt “Giao ban tuần”?' });
  await expect(question.getByText(/đăng ký chờ duyệt lại; Sở Y tế được báo ngay qua thư/)).toBeVisible();
  await page.keyboard.press('Escape');
});

test.describe('on a telephone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the page fits', async ({ page, browser, server }) => {
    const unit = await signedIn(browser, server, department.email);
    await register(unit, 'Họp đột xuất', 3);
    await unit.context().close();
    await page.goto('/phe-duyet');
    await expect(page.getByRole('heading', { level: 2, name: 'Họp đột xuất' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
