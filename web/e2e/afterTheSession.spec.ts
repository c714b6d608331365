import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask } from './support/office';
import { password, registerUnit } from './support/people';
import { atEverySize, picture } from './support/pictures';

test.use({ installation: 'afterTheSession' });

const office = 'vanphong@tinh.gov.vn';
const department = { name: 'Sở Y tế', email: 'soyte@tinh.gov.vn' };
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);
const title = 'Họp trực tuyến với Văn phòng Chính phủ';

interface Answered {
  id: string;
  version: number;
  stage: string;
  summary: { id: string };
}

test('a meeting outside the system begins and ends by its times, is called by hand and summed up', async ({
  page,
  server,
  mail,
}) => {
  await server.administer('admin', 'create', '--email', office, '--password', password);
  await registerUnit(page, { mail, server }, department.email, department.name);
  const main = await ask<Answered>(page, 'POST', '/api/sites', { name: 'Hội trường Sở' });
  const hall = await ask<Answered>(page, 'POST', '/api/sites', { name: 'Phòng họp tầng 2' });
  const draft = await ask<Answered>(page, 'POST', '/api/meetings', {});
  const starts = Date.now() + 5_000;
  const written = await ask<Answered>(page, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'outside',
      title,
      startsAt: new Date(starts).toISOString(),
      endsAt: new Date(starts + 10_000).toISOString(),
      mainSite: { siteId: main.summary.id, attendees: 'Lãnh đạo Sở', people: 30 },
      members: [{ siteId: hall.summary.id }],
      outside: { organiser: 'Văn phòng Chính phủ', link: 'https://hop.chinhphu.vn/1' },
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  await ask(page, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  await expect
    .poll(async () => (await ask<Answered>(page, 'GET', `/api/meetings/${draft.id}`)).stage, { timeout: 90_000 })
    .toBe('ended');

  await page.goto(`/cuoc-hop/${draft.id}`);
  await page.getByRole('link', { name: 'Điểm danh' }).click();
  const hallLine = page.getByRole('listitem').filter({ hasText: 'Phòng họp tầng 2' });
  await hallLine.getByRole('combobox', { name: /^Điểm danh/ }).click();
  await page.getByTitle('Vắng mặt', { exact: true }).click();
  await hallLine.getByLabel(/^Lý do vắng mặt/).fill('Trùng lịch tiếp công dân');
  await hallLine.getByRole('button', { name: 'Ghi' }).click();
  await expect(page.getByText('0 có mặt, 1 vắng mặt, 1 chưa điểm danh; 0 người dự')).toBeVisible();
  const mainLine = page.getByRole('listitem').filter({ hasText: 'Hội trường Sở' });
  await mainLine.getByRole('combobox', { name: /^Điểm danh/ }).click();
  await page.getByTitle('Có mặt trực tuyến', { exact: true }).last().click();
  await mainLine.getByLabel(/^Số người dự/).fill('28');
  await mainLine.getByRole('button', { name: 'Ghi' }).click();
  await expect(page.getByText('1 có mặt, 1 vắng mặt, 0 chưa điểm danh; 28 người dự')).toBeVisible();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await guide(page, 'diem-danh');
  await atEverySize(page, 'diem-danh');

  await page.goto('/');
  await page.getByRole('link', { name: 'Tổng hợp cuộc họp, thông báo kết luận' }).first().click();
  await page.getByLabel('Kết luận').fill('Các phòng hoàn thành báo cáo trước ngày 20/12.');
  await page.getByRole('button', { name: 'Lưu nháp' }).click();
  await expect(page.getByText('Đã lưu.')).toBeVisible();
  await page.getByText('Tốt', { exact: true }).click();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await guide(page, 'tong-hop');
  await atEverySize(page, 'tong-hop');
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Hoàn thành tổng hợp' }).click();
  await expect(page.getByText('Đã tổng hợp cuộc họp.')).toBeVisible();
  await atEverySize(page, 'cuoc-hop-da-tong-hop');
  expect((await ask<Answered>(page, 'GET', `/api/meetings/${draft.id}`)).stage).toBe('summarised');
});
