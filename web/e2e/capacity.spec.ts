import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask, confirmAct } from './support/office';
import { password, registerUnit, signIn } from './support/people';
import { picture } from './support/pictures';

// An administrator says what servers carry and which addresses mean which line; a unit finds the time that the office offers instead.
test.use({ installation: 'capacity' });
test.describe.configure({ mode: 'serial' });

const office = 'quantri@tinh.gov.vn';
const department = { email: 'soyte@tinh.gov.vn', name: 'Sở Y tế' };
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);

interface Answered {
  id: string;
  version: number;
  summary: { id: string };
}

test.beforeAll(async ({ server }) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
});

test('servers and the rule of capacity are kept by the administrator', async ({ page }) => {
  await signIn(page, office);
  await page.goto('/quan-tri/may-chu');
  await expect(page.getByText(/gói\/giây/)).toBeVisible();
  await page.getByRole('button', { name: 'Thêm máy chủ' }).click();
  const form = page.getByRole('dialog', { name: 'Thêm máy chủ' });
  await form.getByLabel('Tên máy chủ').fill('Máy chủ dự phòng');
  await form.getByLabel('Cổng kết nối').fill('40');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Lưu' }).click();
  const row = page.getByRole('row', { name: /Máy chủ dự phòng/ });
  await expect(row.getByRole('cell', { name: '40', exact: true })).toBeVisible();
  await page.getByLabel('Giữ chỗ trước giờ họp (phút)').fill('90');
  await page.getByLabel('Chiều đến').fill('16:30');
  await page.getByRole('region', { name: 'Cách tính tài nguyên' }).getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Đã lưu cách tính tài nguyên.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Giữ chỗ trước giờ họp (phút)')).toHaveValue('90');
  await expect(page.getByLabel('Chiều đến')).toHaveValue('16:30');
  await expectAccessible(page);
  await guide(page, 'may-chu');
  await row.getByRole('button', { name: 'Xóa: Máy chủ dự phòng' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa' }).click();
  await expect(row).toHaveCount(0);
});

test('address ranges tell the line of a connection', async ({ page }) => {
  await signIn(page, office);
  await page.goto('/quan-tri/dai-dia-chi');
  await expect(page.getByText(/Chưa có dải nào/)).toBeVisible();
  await page.getByRole('button', { name: 'Thêm dải' }).click();
  await page.getByLabel('Dải 1', { exact: true }).fill('10.36');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.locator('.ant-form-item-explain-error')).toBeVisible();
  await page.getByLabel('Dải 1', { exact: true }).fill('10.36.5.1/16');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  await expect(page.getByLabel('Dải 1', { exact: true })).toHaveValue('10.36.0.0/16');
  await expectAccessible(page);
});

test('a meeting that has to move leads to the times that are offered', async ({ page, mail, browser, server }) => {
  await registerUnit(page, { mail, server }, department.email, department.name);
  const sites = [
    await ask<Answered>(page, 'POST', '/api/sites', { name: 'Phòng họp 1' }),
    await ask<Answered>(page, 'POST', '/api/sites', { name: 'Phòng họp 2' }),
  ].map(({ summary }) => summary.id);
  const draft = await ask<Answered>(page, 'POST', '/api/meetings', {});
  const written = await ask<Answered>(page, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'planned',
      title: 'Giao ban tuần',
      startsAt: '2037-12-15T01:00:00Z',
      endsAt: '2037-12-15T03:00:00Z',
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: sites[0], attendees: 'Lãnh đạo các sở' },
      members: [{ siteId: sites[1] }],
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  const sent = await ask<Answered>(page, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  const context = await browser.newContext({ baseURL: server.address, ignoreHTTPSErrors: true });
  const officer = await context.newPage();
  await signIn(officer, office);
  await ask(officer, 'POST', `/api/approvals/${draft.id}/counter-proposal`, {
    version: sent.version,
    times: ['2037-12-16T01:00:00Z', '2037-12-16T06:30:00Z', '2037-12-17T01:00:00Z'],
  });
  await context.close();
  await page.goto(`/cuoc-hop/${draft.id}`);
  // Each time is one button, at home in the task and on the meeting's own page.
  const offered = page.getByRole('button', { name: /^Nhận giờ / });
  await expect(offered).toHaveText([
    'Nhận giờ 08h00 ngày 16/12/2037',
    'Nhận giờ 13h30 ngày 16/12/2037',
    'Nhận giờ 08h00 ngày 17/12/2037',
  ]);
  await expectAccessible(page);
  await page.goto('/');
  await expect(page.getByRole('listitem').filter({ has: offered }).getByRole('button')).toHaveCount(3);
  await page.goto(`/cuoc-hop/${draft.id}`);
  await page.getByRole('button', { name: 'Nhận giờ 13h30 ngày 16/12/2037' }).click();
  await confirmAct(page, /^Nhận giờ 13h30/);
  await expect(page.getByText('Đã gửi lại đăng ký với thời gian mới.')).toBeVisible();
});
