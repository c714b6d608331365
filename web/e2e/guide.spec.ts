import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { linkIn } from './support/mailServer';
import { activate, password, registerUnit, signOut } from './support/people';
import { picture } from './support/pictures';
import { Site } from './support/sites';

// The way through docs/huong-dan, page by page: what the guide tells and shows is what happens here.
test.use({ installation: 'guide' });
test.describe.configure({ mode: 'serial' });

const room = { name: 'Giao ban tuần UBND tỉnh', password: 'GiaoBan-8h' };
const office = { email: 'vanphong@tinh.gov.vn', unit: 'Văn phòng UBND tỉnh', name: 'Phòng họp Văn phòng UBND tỉnh' };
const commune = { email: 'xaso1@tinh.gov.vn', unit: 'UBND xã Số 1', name: 'Điểm cầu UBND xã Số 1' };
const ward = 'Điểm cầu UBND phường Số 2';
const everybody = [office.name, commune.name, ward];

let sites: Site[] = [];
let pages: Page[] = [];
let link = '';
const at = (n: number): Page => {
  const page = pages[n];
  if (!page) throw new Error(`site ${n} has no page`);
  return page;
};
const guide = (page: Page, name: string) => picture(page, `huong-dan/images/${name}`);

test.beforeAll(async ({ server }) => {
  // The first run on a machine makes the clips.
  test.setTimeout(600_000);
  sites = await Site.open(everybody.length, server.address);
  pages = await Promise.all(sites.map((site) => site.page()));
  for (const page of pages) await page.addInitScript(nameDevices);
});

test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
});

test('a unit gets its account', async ({ mail, server }) => {
  const page = at(0);
  await page.goto('/dang-ky');
  await page.getByLabel('Địa chỉ thư công vụ').fill(office.email);
  await guide(page, 'dang-ky');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await expect(page.getByRole('heading', { name: 'Kiểm tra hộp thư của đơn vị' })).toBeVisible();
  await guide(page, 'kiem-tra-hop-thu');
  await page.goto(linkIn(await mail.next(office.email)));
  await page.getByLabel('Tên đơn vị').fill(office.unit);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await expect(page.getByText('Độ mạnh:')).toBeVisible();
  await guide(page, 'kich-hoat');
  await activate(page, office.unit);
  await server.administer('account', 'confirm-unit', '--email', office.email);
  await signOut(page);
  await page.getByLabel('Địa chỉ thư công vụ').fill(office.email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await guide(page, 'dang-nhap');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByText('Bắt đầu trong ba bước')).toBeVisible();
  await guide(page, 'trang-chu');
});

test('a unit makes a room and invites', async () => {
  const page = at(0);
  await page.getByRole('button', { name: 'Tạo phòng' }).first().click();
  const form = page.getByRole('dialog', { name: 'Tạo phòng' });
  await form.getByLabel('Tên phòng').fill(room.name);
  await form.getByLabel('Mật khẩu vào phòng').fill(room.password);
  await guide(page, 'tao-phong');
  await form.getByRole('button', { name: 'Tạo phòng' }).click();
  await expect(page.getByRole('heading', { level: 1, name: room.name })).toBeVisible();
  await expect(page.getByText('Đã tạo phòng. Gửi đường dẫn cho các điểm cầu.')).toBeHidden();
  link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  const qr = page.getByAltText(`Mã QR của đường dẫn vào phòng ${room.name}`);
  await expect.poll(() => qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await guide(page, 'chia-se-phong');
  await page.getByLabel('Địa chỉ thư người nhận').fill('xaso1@tinh.gov.vn; phuongso2@tinh.gov.vn');
  await page.getByLabel('Thời gian bắt đầu').fill('25/11/2027 08:00');
  await page.keyboard.press('Enter');
  await page.getByLabel('Lời nhắn').fill('Chuẩn bị báo cáo tuần. Kết nối trước giờ họp 30 phút.');
  await page.getByRole('button', { name: 'Gửi thư mời' }).scrollIntoViewIfNeeded();
  await guide(page, 'thu-moi');
});

test('those invited come by the list or by the link, and wait for the chair', async ({ mail, server }) => {
  const member = at(1);
  await registerUnit(member, { mail, server }, commune.email, commune.unit);
  await member.getByRole('button', { name: 'Tham gia phòng' }).click();
  await expect(member.getByText('Có 1 phòng')).toBeVisible();
  await guide(member, 'danh-sach-phong');
  await member.getByRole('button', { name: `Tham gia ngay phòng ${room.name}` }).click();
  const dialog = member.getByRole('dialog', { name: `Vào phòng “${room.name}”` });
  await dialog.getByLabel('Mật khẩu phòng').fill(room.password);
  await guide(member, 'mat-khau-phong');
  await dialog.getByRole('button', { name: 'Đồng ý' }).click();
  await member.getByLabel('Tên hiển thị').fill(commune.name);
  await expect(member.getByText('Thiết bị đã sẵn sàng.')).toBeVisible();
  await member.getByRole('button', { name: 'Tham gia ngay' }).click();
  await expect(member.getByRole('heading', { name: 'Chờ chủ trì mở phòng' })).toBeVisible();
  await guide(member, 'cho-chu-tri');

  const guest = at(2);
  await guest.goto(link);
  await guest.getByLabel('Tên hiển thị').fill(ward);
  await guest.getByLabel('Mật khẩu phòng', { exact: true }).fill(room.password);
  await expect(guest.getByText('Thiết bị đã sẵn sàng.')).toBeVisible();
  await guide(guest, 'chuan-bi');
  await guest.getByRole('button', { name: 'Đồng ý' }).click();
  await expect(guest.getByRole('heading', { name: 'Chờ chủ trì mở phòng' })).toBeVisible();
});

/** Chromium calls its fake devices by the paths of their files, which is nothing for a guide. */
function nameDevices(): void {
  const names = { videoinput: 'Camera hội nghị', audioinput: 'Micro để bàn', audiooutput: 'Loa phòng họp' };
  Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
    get(this: MediaDeviceInfo) {
      return names[this.kind];
    },
  });
}
