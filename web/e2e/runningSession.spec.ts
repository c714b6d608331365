import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { ask, confirmAct } from './support/office';
import { password, registerUnit, signedIn } from './support/people';
import { atEverySize, picture } from './support/pictures';

// What those who hold meetings see to around the session itself: people, lines, rooms on request.
test.use({ installation: 'runningSession' });

const administrator = 'quantri@tinh.gov.vn';
const department = { name: 'Sở Y tế', email: 'soyte@tinh.gov.vn' };
const commune = { name: 'UBND xã Ea Kao', email: 'eakao@tinh.gov.vn' };

interface Answered {
  id: string;
  version: number;
  summary: { id: string };
}

test.beforeAll(async ({ server }) => {
  await server.administer('admin', 'create', '--email', administrator, '--password', password);
});

test('people are named by a click, and a meeting makes the rule of lines stricter', async ({
  page,
  browser,
  server,
  mail,
}) => {
  await registerUnit(page, { mail, server }, department.email, department.name);
  const hall = await ask<Answered>(page, 'POST', '/api/sites', { name: 'Hội trường Sở' });
  const room = await ask<Answered>(page, 'POST', '/api/sites', { name: 'Phòng họp tầng 2' });
  const draft = await ask<Answered>(page, 'POST', '/api/meetings', {});
  const starts = Date.now() + 3 * 3_600_000;
  const written = await ask<Answered>(page, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'adHoc',
      title: 'Họp giao ban phòng, chống dịch',
      startsAt: new Date(starts).toISOString(),
      endsAt: new Date(starts + 3_600_000).toISOString(),
      chairName: 'Nguyễn Văn A',
      mainSite: { siteId: hall.summary.id, attendees: 'Lãnh đạo Sở' },
      members: [{ siteId: room.summary.id, attendees: 'Trưởng các phòng' }],
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  await ask(page, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  await ask(page, 'PUT', `/api/meetings/${draft.id}/preparation/sites/${hall.summary.id}/duty`, {
    version: 0,
    people: [
      { role: 'leader', name: 'Phạm Thị C', position: 'Chánh Văn phòng', phone: '0905 111 222' },
      { role: 'technician', name: 'Lê Văn D', position: 'Kỹ sư', phone: '0905 333 444' },
    ],
  });

  await page.goto(`/cuoc-hop/${draft.id}/phien-hop`);
  await page.getByRole('button', { name: 'Lê Văn D: Cán bộ kỹ thuật' }).click();
  await expect(page.getByRole('button', { name: 'Lê Văn D: Cán bộ kỹ thuật' })).toBeDisabled();
  await page.getByRole('button', { name: 'Phạm Thị C: Thư ký' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Phạm Thị C' })).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Quy định cho cuộc họp này' }).click();
  await page.getByTitle('Chỉ dùng mạng SLCD', { exact: true }).click();
  await expect(page.getByText('Điểm cầu không đi qua SLCD bị từ chối')).toBeVisible();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await atEverySize(page, 'phien-hop');
  await picture(page, 'huong-dan/images/phan-cong-dieu-hanh', page.locator('[aria-labelledby=session-passes]'));

  const chief = await signedIn(browser, server, administrator);
  await chief.goto('/quan-tri/dai-dia-chi');
  await chief.getByText('Dùng Internet phải được chủ trì đồng ý').click();
  await expect(chief.getByText('Đã lưu.')).toBeVisible();
  await chief.mouse.move(0, 0);
  await expectAccessible(chief);
  await atEverySize(chief, 'duong-truyen');
  await chief.context().close();
});

test('a unit asks for a room, and an operator makes it by a click', async ({ page, browser, server, mail }) => {
  await registerUnit(page, { mail, server }, commune.email, commune.name);
  await page.goto('/phong-hop');
  await page.getByRole('button', { name: 'Đề nghị tạo phòng' }).click();
  const form = page.getByRole('dialog', { name: 'Đề nghị tạo phòng' });
  await form.getByLabel('Tên phòng').fill('Tập huấn hộ tịch');
  await form.getByLabel('Lý do, nội dung cuộc họp').fill('Tập huấn phần mềm hộ tịch cho các thôn, buôn');
  await expectAccessible(page);
  await atEverySize(page, 'de-nghi');
  await picture(page, 'huong-dan/images/de-nghi-tao-phong');
  await form.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(page.getByText('Đang chờ')).toBeVisible();

  const chief = await signedIn(browser, server, administrator);
  // The next thing to do, and in the list of all.
  await chief
    .getByRole('link', { name: /Tạo phòng “Tập huấn hộ tịch” theo đề nghị của UBND xã Ea Kao/ })
    .first()
    .click();
  await expect(chief.getByText('Tập huấn phần mềm hộ tịch')).toBeVisible();
  await atEverySize(chief, 'xu-ly-de-nghi');
  await chief.locator('.room-requests').getByRole('button', { name: 'Tạo phòng' }).click();
  await confirmAct(chief, 'Tạo phòng');
  await expect(chief.getByText('Đã tạo phòng và gửi mật khẩu cho UBND xã Ea Kao.')).toBeVisible();
  expect((await mail.next(commune.email)).text).toMatch(/Mật khẩu phòng: \S{10}/);
  await chief.context().close();

  await page.reload();
  await expect(page.getByText('Đã tạo', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Mở phòng' }).click();
  await expect(page.getByRole('heading', { name: 'Tập huấn hộ tịch' })).toBeVisible();
});
