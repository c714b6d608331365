import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { linkIn, type Mail, type MailServer } from './support/mailServer';
import { act, ask } from './support/office';
import { password, signIn } from './support/people';
import { picture } from './support/pictures';

// A meeting is announced, confirmed, changed and called off; the guide's pictures of it are taken here.
test.use({ installation: 'notices' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const department = { email: 'soyte@tinh.gov.vn', name: 'Sở Y tế' };
const district = { email: 'huyencumgar@tinh.gov.vn', name: 'UBND huyện Cư M’gar' };
const communes = [
  { email: 'xaeakpam@tinh.gov.vn', name: 'UBND xã Ea Kpam' },
  { email: 'xaeatul@tinh.gov.vn', name: 'UBND xã Ea Tul' },
];
const ward = { email: 'phuongtanlap@tinh.gov.vn', name: 'UBND phường Tân Lập' };
const title = 'Hội nghị triển khai công tác phòng, chống dịch bệnh';
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
// A Tuesday far away from whenever this runs.
const [starts, ends] = ['2037-12-15T01:00:00Z', '2037-12-15T04:00:00Z'];
const sites: Record<string, string> = {};
let meeting = '';

interface Made {
  id: string;
  version: number;
  summary: { id: string };
}

/** A unit with a site and an account that stands for it. */
async function unit(
  administrator: Page,
  guest: Page,
  mail: MailServer,
  { email, name }: { email: string; name: string },
  fields: object,
): Promise<string> {
  const made = await ask<Made>(administrator, 'POST', '/api/admin/units', { name, ...fields });
  const site = await ask<Made>(administrator, 'POST', '/api/sites', {
    unitId: made.id,
    name,
    place: `Trụ sở ${name}`,
  });
  sites[name] = site.summary.id;
  await ask(administrator, 'POST', '/api/admin/accounts', { email, unitId: made.id });
  await guest.context().clearCookies();
  await guest.goto('/dang-nhap');
  const token = linkIn(await mail.next(email))
    .split('/')
    .pop();
  await ask(guest, 'POST', '/api/accounts/activation', { token, password });
  return made.id;
}

/** The property of a mail's calendar entry. */
function entry(mail: Mail, property: string): string {
  return new RegExp(`^${property}:(.*)$`, 'm').exec(mail.text.replaceAll('\r\n ', ''))?.[1]?.trim() ?? '';
}

async function nextNotice(mail: MailServer, email: string): Promise<Mail> {
  const next = await mail.next(email);
  return next.text.includes('/thong-bao/') ? next : nextNotice(mail, email);
}

async function rewrite(page: Page, changes: object): Promise<void> {
  const known = await ask<{ version: number; content: object }>(page, 'GET', `/api/meetings/${meeting}`);
  await ask(page, 'PUT', `/api/meetings/${meeting}/form`, {
    version: known.version,
    form: { ...known.content, ...changes },
  });
}

test.beforeAll(async ({ server, mail, browser }) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
  const options = { baseURL: server.address, ignoreHTTPSErrors: true };
  const [offices, guests] = [await browser.newContext(options), await browser.newContext(options)];
  const [administrator, guest] = [await offices.newPage(), await guests.newPage()];
  await signIn(administrator, office);
  const province = await ask<Made>(administrator, 'POST', '/api/admin/units', { name: 'UBND tỉnh Đắk Lắk' });
  const above = await unit(administrator, guest, mail, district, { parentId: province.id });
  for (const commune of communes) await unit(administrator, guest, mail, commune, { parentId: above });
  await unit(administrator, guest, mail, ward, { parentId: province.id });
  await unit(administrator, guest, mail, department, { parentId: province.id, kind: 'office' });

  const clerk = guest;
  await ask(clerk, 'GET', '/api/session');
  const draft = await ask<Made>(clerk, 'POST', '/api/meetings', {});
  const written = await ask<Made>(clerk, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'planned',
      title,
      startsAt: starts,
      endsAt: ends,
      chairName: 'Nguyễn Văn A',
      chairPosition: 'Phó Chủ tịch UBND tỉnh',
      mainSite: { siteId: sites[department.name], attendees: 'Lãnh đạo các sở, ban, ngành' },
      members: [district, ...communes, ward].map(({ name }) => ({ siteId: sites[name] })),
      script: [
        { title: 'Khai mạc', minutes: 10 },
        { title: 'Báo cáo của huyện', minutes: 20, speakingSiteId: sites[district.name] },
      ],
      contact: { name: 'Trần Thị B', position: 'Chuyên viên', phone: '0912 345 678' },
    },
  });
  const sent = await ask<Made>(clerk, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  meeting = draft.id;
  await ask(administrator, 'POST', `/api/approvals/${meeting}/approve`, { version: sent.version });
  await offices.close();
  await guests.close();
});

test('the main site’s unit sees the letter, and sends it to every site', async ({ page, mail }) => {
  await signIn(page, department.email);
  await page.getByRole('button', { name: /^Hộp thông báo/ }).click();
  await expect(page.getByText('Đã duyệt')).toBeVisible();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('link', { name: 'Gửi thông báo tới các điểm cầu' }).click();
  const letter = page.getByRole('article', { name: 'Văn bản thông báo' });
  await expect(letter.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
  await page.getByLabel('Số, ký hiệu').fill('12/SYT-VP');
  await page.getByLabel('Chức vụ người ký').fill('Giám đốc');
  await page.getByLabel('Họ tên người ký').fill('Lê Văn D');
  await expect(letter.getByText('Số: 12/SYT-VP')).toBeVisible();
  await expect(letter.getByText('Kiểm tra kỹ thuật:')).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await guide(page, 'thong-bao');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải văn bản (.docx)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^Thong-bao-\d+\.docx$/);

  const number = page.getByLabel('Số, ký hiệu');
  await number.fill('');
  await page.getByRole('button', { name: 'Gửi thông báo tới 4 điểm cầu' }).click();
  const question = page.getByRole('dialog', { name: 'Gửi thông báo tới 4 điểm cầu?' });
  await expect(question.getByText('Còn để trống:')).toBeVisible();
  await expect(question.getByRole('listitem')).toHaveText('Số, ký hiệu');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Hủy' }).click();
  await expect(question).toHaveCount(0);
  await number.fill('12/SYT-VP');
  await act(page, 'Gửi thông báo tới 4 điểm cầu');
  await expect(page.getByText('Đã gửi tới 4 điểm cầu.', { exact: false })).toBeVisible();
  await expect(page.getByText(/^Đã gửi lần 1 lúc/)).toBeVisible();
  for (const { email, name } of [district, ...communes, ward]) {
    const told = await nextNotice(mail, email);
    expect(told.subject).toBe(`Thông báo họp trực tuyến: ${title}`);
    expect(told.text).toContain(`Kính gửi: ${name}`);
    expect(entry(told, 'METHOD')).toBe('REQUEST');
  }
});

test('a district tells its communes its own check', async ({ page, mail }) => {
  await signIn(page, district.email);
  await page.getByRole('button', { name: /^Hộp thông báo/ }).click();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('link', { name: 'Gửi lịch kiểm tra cho điểm cầu trực thuộc' }).click();
  await page.getByLabel('Địa điểm, phòng kiểm tra').fill('Phòng máy số 2');
  await expect(page.getByRole('article').getByText('Địa điểm: Phòng máy số 2')).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await guide(page, 'thong-bao-huyen');
  await act(page, 'Gửi thông báo tới 2 điểm cầu');
  await expect(page.getByText('Đã gửi tới 2 điểm cầu.', { exact: false })).toBeVisible();
  for (const { email } of communes) {
    const told = await nextNotice(mail, email);
    expect(told.subject).toBe(`Lịch kiểm tra kỹ thuật: ${title}`);
    expect(told.text).toContain('Phòng máy số 2');
  }
});

test('a commune reads both in its inbox and confirms', async ({ page }) => {
  await signIn(page, communes[0]?.email ?? '');
  await page.getByRole('button', { name: 'Hộp thông báo, 2 thông báo chưa xem' }).click();
  await expect(page.getByRole('link', { name: title })).toHaveCount(2);
  await expectAccessible(page);
  await guide(page, 'hop-thong-bao');
  await page.getByRole('listitem').filter({ hasText: 'Thông báo họp' }).getByRole('link', { name: title }).click();
  await expect(page.getByRole('article').getByText('Kính gửi: UBND xã Ea Kpam')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hộp thông báo, 1 thông báo chưa xem' })).toBeVisible();
  await page.getByLabel('Ghi chú cho nơi gửi').fill('Có 12 đại biểu dự.');
  await expectAccessible(page);
  await guide(page, 'xac-nhan-tham-du');
  await page.getByRole('button', { name: 'Xác nhận tham dự' }).click();
  await expect(page.getByRole('heading', { name: /^Đã xác nhận tham dự lúc/ })).toBeVisible();
});

test('the sender sees who has confirmed, and reminds who has not looked', async ({ page, mail }) => {
  await signIn(page, department.email);
  await page.goto(`/cuoc-hop/${meeting}/thong-bao`);
  await expect(page.getByRole('heading', { name: 'Nơi nhận 1/4 điểm cầu đã xác nhận' })).toBeVisible();
  // Of a long list only the lines in sight are drawn.
  await page.getByRole('heading', { name: /^Nơi nhận/ }).evaluate((heading) => {
    window.scrollTo(0, heading.getBoundingClientRect().top + window.scrollY - 96);
  });
  const row = page.getByRole('row').filter({ hasText: 'UBND xã Ea Kpam' });
  await expect(row.getByText('Đã xác nhận')).toBeVisible();
  await expect(row.getByText('Có 12 đại biểu dự.')).toBeVisible();
  const branch = page.getByRole('button', { name: /UBND huyện Cư M’gar/ });
  await expect(branch.getByText(/Lịch kiểm tra nội bộ: gửi/)).toBeVisible();
  await guide(page, 'noi-nhan');
  await act(page, 'Nhắc 2 điểm cầu chưa xem');
  await expect(page.getByText('Đã nhắc 2 điểm cầu.')).toBeVisible();
  expect((await nextNotice(mail, ward.email)).subject).toBe(`Nhắc xem thông báo: ${title}`);
  await act(page, 'Nhắc 2 điểm cầu chưa xem');
  await expect(page.getByText('chưa nhắc lại', { exact: false })).toBeVisible();
  // Whoever has confirmed is no choice, and of those chosen nobody is reminded twice.
  await page.getByRole('checkbox', { name: 'Chọn tất cả' }).check();
  await act(page, 'Nhắc 3 điểm cầu đã chọn');
  await expect(page.getByText('Đã nhắc 1 điểm cầu.')).toBeVisible();
  await branch.click();
  await expect(page.getByRole('row').filter({ hasText: ward.name })).toHaveCount(0);
});

test('a change reaches everybody under the same entry, even when the server is killed meanwhile', async ({
  page,
  mail,
  server,
}) => {
  await signIn(page, department.email);
  await rewrite(page, { chairName: 'Lê Thị C' });
  await server.kill();
  await server.startAgain();
  const changed = await nextNotice(mail, ward.email);
  expect(changed.subject).toBe(`Thay đổi cuộc họp: ${title}`);
  expect(changed.text).toContain('Lê Thị C');

  await signIn(page, department.email);
  const known = await ask<{ version: number }>(page, 'GET', `/api/meetings/${meeting}`);
  await ask(page, 'POST', `/api/meetings/${meeting}/cancel`, {
    version: known.version,
    reason: 'Chuyển sang họp trực tiếp',
  });
  const cancelled = await nextNotice(mail, ward.email);
  expect(entry(cancelled, 'METHOD')).toBe('CANCEL');
  expect(entry(cancelled, 'UID')).toBe(entry(changed, 'UID'));
  expect(Number(entry(cancelled, 'SEQUENCE'))).toBeGreaterThan(Number(entry(changed, 'SEQUENCE')));
  expect(cancelled.text).toContain('Chuyển sang họp trực tiếp');
});

test.describe('on a telephone of 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('inbox, notice and readers fit', async ({ page }) => {
    await signIn(page, communes[0]?.email ?? '');
    await page.getByRole('button', { name: /^Hộp thông báo/ }).click();
    await page.getByRole('link', { name: title }).first().click();
    await expect(page.getByText('Cuộc họp không tổ chức theo thông báo trước')).toBeVisible();
    await expectAccessible(page);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(360);
    await page.context().clearCookies();
    await signIn(page, department.email);
    await page.goto(`/cuoc-hop/${meeting}/thong-bao`);
    await expect(page.getByRole('article')).toBeVisible();
    expect(await width()).toBeLessThanOrEqual(360);
  });
});
