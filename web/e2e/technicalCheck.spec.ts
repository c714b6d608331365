import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask, makeProvince } from './support/office';
import { password, registerUnit, signIn } from './support/people';
import { atEverySize, picture } from './support/pictures';

test.use({ installation: 'technicalCheck' });
test.describe.configure({ mode: 'serial' });

const office = 'vanphong@tinh.gov.vn';
const department = { name: 'Sở Y tế', email: 'soyte@tinh.gov.vn' };
const commune = { name: 'UBND xã Ea Kao', email: 'eakao@tinh.gov.vn' };
// A Tuesday far away from whenever this runs.
const [starts, ends] = ['2037-12-15T01:00:00Z', '2037-12-15T04:00:00Z'];
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
let meeting = '';
let communeSite = '';

interface Answered {
  id: string;
  version: number;
  items: { id: string; name: string; unitName: string }[];
  summary: { id: string };
}

/** A planned meeting whose notice is out: what its sites are checked for. */
async function announce(clerk: Page, administrator: Page, main: string, members: readonly string[]): Promise<string> {
  const draft = await ask<Answered>(clerk, 'POST', '/api/meetings', {});
  const written = await ask<Answered>(clerk, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'planned',
      title: 'Hội nghị phòng, chống dịch',
      startsAt: starts,
      endsAt: ends,
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: main, attendees: 'Lãnh đạo các sở' },
      members: members.map((siteId) => ({ siteId })),
      script: [
        { title: 'Khai mạc', minutes: 10 },
        { title: 'Tình hình tại xã', minutes: 15, speakingSiteId: members[0] },
      ],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  const sent = await ask<Answered>(clerk, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  await ask(administrator, 'POST', `/api/approvals/${draft.id}/approve`, { version: sent.version });
  const { version } = await ask<Answered>(clerk, 'GET', `/api/meetings/${draft.id}`);
  await ask(clerk, 'POST', `/api/meetings/${draft.id}/notice/send`, {
    meetingVersion: version,
    version: 0,
    form: null,
  });
  return draft.id;
}

test.beforeAll(async ({ server, mail, browser }) => {
  test.setTimeout(180_000);
  await server.administer('admin', 'create', '--email', office, '--password', password);
  const open = async () => (await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true })).newPage();
  const technician = await open();
  await registerUnit(technician, { mail, server }, commune.email, commune.name);
  const own = await ask<Answered>(technician, 'POST', '/api/sites', { name: commune.name });
  communeSite = own.summary.id;
  const administrator = await open();
  await signIn(administrator, office);
  await makeProvince(administrator, 3, 5);
  const clerk = await open();
  await registerUnit(clerk, { mail, server }, department.email, department.name);
  const main = await ask<Answered>(clerk, 'POST', '/api/sites', { name: department.name });
  // Its unit stands beside the districts, under the province: each of them is then a branch of its meeting.
  const units = await ask<Answered>(administrator, 'GET', '/api/units?pageSize=200');
  const unitOf = (name: string) => units.items.find((unit) => unit.name === name)?.id;
  await ask(administrator, 'PATCH', `/api/admin/units/${unitOf(department.name)}`, {
    parentId: unitOf('UBND tỉnh Đắk Lắk'),
  });
  const sites = await ask<Answered>(clerk, 'GET', '/api/sites?pageSize=200');
  const others = sites.items.map(({ id }) => id).filter((id) => id !== own.summary.id && id !== main.summary.id);
  meeting = await announce(clerk, administrator, main.summary.id, [own.summary.id, ...others]);
  for (const page of [technician, administrator, clerk]) await page.context().close();
});

test('whoever leads finds the check among the tasks, passes a district and writes down what is wrong', async ({
  page,
}) => {
  await signIn(page, department.email);
  await page.getByRole('link', { name: 'Kiểm tra kỹ thuật 20 điểm cầu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Kiểm tra kỹ thuật:/ })).toBeVisible();
  // One item of one site, in the table of all.
  await page.getByRole('button', { name: 'UBND xã 2.1, Âm thanh chiều về: Chưa kiểm tra' }).click();
  const item = page.getByRole('dialog', { name: 'Âm thanh chiều về – UBND xã 2.1' });
  await item.getByText('Chưa đạt', { exact: true }).click();
  await item.getByLabel('Vì sao chưa đạt, biện pháp khắc phục').fill('Không có âm thanh chiều về, đổi micro');
  await item.getByRole('button', { name: 'Ghi', exact: true }).click();
  const cell = page.getByRole('button', { name: 'UBND xã 2.1, Âm thanh chiều về: Chưa đạt' });
  await expect(item).toBeHidden();
  // The next site by the keyboard alone.
  await cell.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'UBND xã 2.2, Âm thanh chiều về: Chưa kiểm tra' })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByText('Đã chọn 1 điểm cầu')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi đạt 1 điểm cầu' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đạt', exact: true }).click();
  await expect(page.getByRole('button', { name: 'UBND xã 2.2, Kết quả: Đạt' })).toBeVisible();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await atEverySize(page, 'kiem-tra-bang');

  await page.getByText('Danh sách', { exact: true }).click();
  await page.getByRole('button', { name: 'Đạt cả cụm: UBND huyện 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đạt cả cụm' }).click();
  const district = page.getByRole('region', { name: 'UBND huyện 1' });
  await expect(district.getByText('6/6 đạt')).toBeVisible();

  const ward = page.getByRole('listitem').filter({ hasText: 'UBND xã 2.1' });
  await expect(ward.getByText('Không có âm thanh chiều về, đổi micro')).toBeVisible();
  await expect(page.getByText('1 chưa đạt')).toBeVisible();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await guide(page, 'kiem-tra-ky-thuat');
  await atEverySize(page, 'kiem-tra');
});

test('every check of a site is kept, and a slip is taken back', async ({ page }) => {
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}/kiem-tra?loc=failed&xem=danh-sach`);
  await page.getByRole('button', { name: 'Ghi đạt: UBND xã 2.1' }).click();
  await page.getByText('Đạt (8)').click();
  await page.getByRole('button', { name: 'Các lần kiểm tra: UBND xã 2.1' }).click();
  const history = page.getByRole('dialog', { name: 'Các lần kiểm tra: UBND xã 2.1' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await history.getByRole('button', { name: 'Bỏ kết quả (bấm nhầm)' }).click();
  await expect(page.getByText('Chưa kiểm tra (13)')).toBeVisible();
});

test.describe('on a telephone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the list fits, and a commune sees how it stands itself', async ({ page }) => {
    await signIn(page, department.email);
    await page.goto(`/cuoc-hop/${meeting}/kiem-tra`);
    await page.getByRole('button', { name: `Ghi đạt: ${commune.name}` }).click();
    await expect(page.getByText('Đạt (8)')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page);
    await guide(page, 'kiem-tra-ky-thuat-dien-thoai');
    await page.context().clearCookies();
    await signIn(page, commune.email);
    await page.goto(`/cuoc-hop/${meeting}/kiem-tra`);
    await expect(
      page.getByRole('listitem').filter({ hasText: commune.name }).getByText('Đạt', { exact: true }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /^Ghi đạt/ })).toHaveCount(0);
  });
});

/** What the page of a site's machine sends. */
const measuredBy = (upKbps: number) => ({
  meetingId: meeting,
  measurement: {
    microphone: { levelDb: -28, peakDb: -9, noiseDb: -58, clippedShare: 0 },
    loudspeaker: { heardDb: 24, delayMs: 90 },
    camera: { width: 1280, height: 720, framesPerSecond: 30, brightness: 0.45, isFrozen: false, isBlack: false },
    line: { way: 'udp', upKbps, downKbps: 4000, roundTripMs: 24, jitterMs: 3, lossUp: 0, lossDown: 0, seconds: 8 },
  },
});

test('sites are asked to measure, a fault says what to do, and a second check mends it', async ({
  page,
  browser,
  server,
}) => {
  const site = await (await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true })).newPage();
  await signIn(site, commune.email);
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}/kiem-tra`);
  await page.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
  const question = page.getByRole('dialog', { name: 'Bắt đầu kiểm tra kỹ thuật?' });
  await question.getByText('Tất cả 20 điểm cầu').click();
  await question.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
  const run = page.getByRole('status').filter({ hasText: 'Đợt kiểm tra 20 điểm cầu' });
  await expect(run.getByText('chưa vào 20')).toBeVisible();

  // At its desk the commune is told, and nothing is switched on there.
  await site.reload();
  await expect(site.getByText(/đề nghị điểm cầu của đơn vị tự đo/)).toBeVisible();
  await expectAccessible(site);
  await expect(site.getByRole('link', { name: 'Tự kiểm tra' })).toHaveAttribute('href', '/tu-kiem-tra');

  const of = `/api/sites/${communeSite}/check`;
  const { asks } = await ask<{ asks: { id: string }[] }>(site, 'GET', `${of}/asks`);
  await ask(site, 'POST', `${of}/asks/${asks[0]?.id}/take`);
  await expect(run.getByText('đang đo 1')).toBeVisible();
  await ask(site, 'POST', `${of}/measurements`, measuredBy(300));
  await page.getByRole('button', { name: `${commune.name}, Đường truyền SLCD: Chưa đạt` }).click();
  const item = page.getByRole('dialog', { name: `Đường truyền SLCD – ${commune.name}` });
  await expect(item.getByText('Tốc độ gửi lên quá thấp').first()).toBeVisible();
  await expect(item.getByText(/cắm dây thay Wi-Fi/)).toBeVisible();
  await expect(item.getByText(/↑300 ↓4000 kb\/s/)).toBeVisible();
  await expectAccessible(page);
  await item.getByRole('button', { name: 'Kiểm tra lại' }).click();
  await expect(run.getByText('chưa vào 20')).toBeVisible();
  await expect
    .poll(() =>
      ask(site, 'POST', `${of}/measurements`, measuredBy(2100)).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await expect(page.getByRole('button', { name: `${commune.name}, Kết quả: Đạt` })).toBeVisible();
  await site.context().close();
});

test('going on without all is a decision with a name and a reason', async ({ page }) => {
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}/kiem-tra`);
  await page.getByRole('button', { name: 'Kết thúc kiểm tra' }).click();
  const question = page.getByRole('dialog', { name: 'Vẫn kết thúc khi chưa kiểm tra xong?' });
  await expect(question.getByText(/12 điểm cầu chưa kiểm tra, 0 điểm cầu chưa đạt/)).toBeVisible();
  await question.getByLabel('Lý do').fill('Mưa bão, các xã kiểm tra khi kết nối');
  await question.getByRole('button', { name: 'Vẫn kết thúc' }).click();
  await expect(page.getByText(/Quyết định vẫn chuyển khi chưa kiểm tra xong: Sở Y tế/)).toBeVisible();
  await page.getByRole('link', { name: 'Về trang cuộc họp' }).click();
  const way = page.getByRole('region', { name: 'Các bước của cuộc họp' });
  await expect(
    way.getByText(/^Hoàn thành kiểm tra kỹ thuật: Chưa hoàn thành; quyết định vẫn chuyển: Sở Y tế/),
  ).toBeVisible();
  await expect(way.getByRole('listitem').filter({ hasText: 'Đủ điểm cầu' })).toContainText('Chưa đến hạn');
  await expectAccessible(page);
});
