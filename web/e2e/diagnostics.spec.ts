import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { createRoom, password, registerUnit } from './support/people';
import { picture } from './support/pictures';
import { button, enter, received, Site } from './support/sites';

test.use({ installation: 'diagnostics' });

const room = { name: 'Giao ban có chẩn đoán', password: 'Chan-Doan-8h' };
const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';

let sites: Site[] = [];
test.afterAll(() => Promise.all(sites.map((site) => site.close())));

test('an administrator sees whose line does how, what flows and why not, and what a site reported', async ({
  page,
  server,
  mail,
}) => {
  sites = await Site.open(2, server.address);
  const [chair, guest] = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page];
  await page.goto(server.firstAdministratorLink);
  await page.getByLabel('Địa chỉ thư công vụ').fill('quantri@tinh.gov.vn');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tạo quản trị viên' }).click();
  await expect(page.getByRole('link', { name: 'Quản trị' })).toBeVisible();
  await page.goto('/quan-tri/chan-doan');
  await expect(page.getByText('Không có cuộc họp nào đang diễn ra')).toBeVisible();
  await expect(page.getByText('Chưa có báo lỗi nào')).toBeVisible();

  await registerUnit(chair, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(chair, room.name, room.password);
  const link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
  await chair.goto(`/r/${new URL(chair.url()).pathname.split('/').at(-1)}`);
  await chair.getByLabel('Tên hiển thị').fill(office);
  await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await enter(guest, link, commune, room.password);
  await expect.poll(async () => (await received(guest))[office]?.frames ?? 0).toBeGreaterThan(30);
  await expect.poll(async () => (await received(chair))[commune]?.frames ?? 0).toBeGreaterThan(30);
  await button(guest, 'Tắt micro').click();

  await page.reload();
  await expect(page.getByRole('row', { name: new RegExp(`${room.name}.* 2$`) })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'operations/images/chan-doan');
  await page.getByRole('link', { name: room.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: room.name })).toBeVisible();
  const line = page.getByRole('row', { name: new RegExp(commune) });
  await expect(line).toContainText(/UDP|TCP/);
  await expect(line).toContainText(/máy chủ|Internet/); // by whichever of the machine's own addresses
  for (const name of [office, commune]) {
    await page
      .getByRole('row', { name: new RegExp(`${name}(?!.*${room.name})`) })
      .getByRole('button')
      .first()
      .click();
  }
  await expect(page.getByText(/^Camera VP8 · .*\d+ kb\/s/)).toHaveCount(2);
  await expect(page.getByText(new RegExp(`^Bục · ${office} · VP8 · \\d+p · \\d+ kb/s`)).first()).toBeVisible();
  await expect(page.getByText(new RegExp(`^Bục · ${office} · .*tới sau [\\d,.]+ giây`)).first()).toBeVisible();
  // The office speaks; the commune has just switched its microphone off.
  await expect(page.getByText(/^Micro opus · .*(đang nói|đang ngừng nói)/).first()).toBeVisible();
  await expect(page.getByText(/^Micro opus · .*(không có tín hiệu|không nhận được tiếng) từ/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'operations/images/chan-doan-cuoc-hop');

  await test.step('the report of a site is found by its code and says nothing of persons', async () => {
    await button(guest, 'Thêm').click();
    await guest.getByRole('button', { name: 'Báo lỗi', exact: true }).click();
    await guest.getByRole('button', { name: 'Gửi báo lỗi' }).click();
    const code = (await guest.getByRole('status').locator('strong').textContent())?.trim() ?? '';
    expect(code).toMatch(/^[A-Z0-9]{6}$/);
    await page.getByRole('link', { name: 'Tất cả cuộc họp' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Tải báo lỗi ${code}` }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`diemcau-${code}.json`);
    const text = readFileSync(await file.path(), 'utf8');
    const report = JSON.parse(text) as { client: { history: unknown[]; browser: string }; server: { state: string } };
    expect(report.client.history.length).toBeGreaterThan(0);
    expect(report.client.browser).toMatch(/^Chrome \d+ \(Linux\)$/);
    expect(report.server.state).toBe('connected');
    for (const personal of [office, commune, room.name, room.password, 'tinh.gov.vn', 'ufrag', 'candidate', 'Bearer']) {
      expect(text, 'nothing personal').not.toContain(personal);
    }
    expect(text, 'no address of the network').not.toMatch(/\d+\.\d+\.\d+\.\d+|[0-9a-f]+:[0-9a-f]*:[0-9a-f]+:/i);
  });
});
