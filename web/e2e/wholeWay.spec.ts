import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import type { MailServer } from './support/mailServer';
import { act, ask, confirmAct } from './support/office';
import { password, signedIn, signIn } from './support/people';
import { atEverySize } from './support/pictures';
import { prepareSites } from './support/preparing';
import { choose, fillRest, fillTime, saved } from './support/registering';
import type { Server } from './support/server';
import { button, receivedWithin, Site } from './support/sites';
import { VirtualSites } from './support/virtualSites';

// A meeting of two hundred sites from its registration to its summary, with the power cut at every stage; then the other two kinds.
test.use({ installation: 'wholeWay' });
test.describe.configure({ mode: 'serial' });

const administrator = 'quantri@tinh.gov.vn';
/** Who takes part, in the demonstration province of 15 districts and 184 communes. */
const of = (code: string) => `t3-${code}@tinh-mau.example`;
const [clerk, officer, operator, commune, lateCommune] = [of('syt'), of('vp'), of('cntt'), of('x001'), of('x002')];
const departmentOfMembers = of('snv');
const title = 'Hội nghị triển khai công tác phòng, chống dịch bệnh';
const adHoc = 'Họp khẩn về bão số 9';
const ports = 250;
/**
 * A Friday far away from whenever this runs. Tuesday 24 November is a public holiday: five working days before end on the 19th, not on
 * the 20th, and three on the 23rd, not on the 24th.
 */
const [starts, registerBy, noticeBy] = ['27/11/2037 08:00', '19/11/2037', '23/11/2037'];
let members: string[] = [];
/** The site that is the last to prepare. */
let lateSite = '';
let meeting = '';

interface Answered {
  id: string;
  version: number;
  summary: { id: string };
  items: { id: string; name: string; code: string }[];
}

interface Pass {
  capacity: string;
  siteId: string | null;
  siteName: string | null;
  link: string | null;
}

interface Passes {
  passes: Pass[];
}

interface SessionOf {
  sites: { siteId: string; role: string; state: string; line: string | null; since: string | null }[];
}

interface Inside {
  snapshot: { podium: { participantId: string | null }; participants: { id: string; displayName: string }[] } | null;
}

/** The power goes and comes back; whoever has a page open goes on where it was. */
async function cutPower(server: Server): Promise<void> {
  await server.kill();
  await server.startAgain();
}

/** The years until the meeting are over: it is seconds before its sites connect, so that nothing is late that people could do. */
async function hourHasCome(server: Server, meeting: string): Promise<void> {
  const by = `(now() + interval '60 minutes 20 seconds' - (select starts_at from meetings where id = '${meeting}'))`;
  await server.sql(
    `update allocations set starts_at = starts_at + ${by}, ends_at = ends_at + ${by} where meeting_id = '${meeting}'`,
    `update meetings set starts_at = starts_at + ${by}, ends_at = ends_at + ${by} where id = '${meeting}'`,
  );
}

const stage = (page: Page) => page.locator('.page-header .state-tag');
const step = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Các bước của cuộc họp' }).getByRole('listitem').filter({ hasText: name });

function mailsOf(mail: MailServer, subject: string) {
  return mail.received.filter((received) => received.subject === subject);
}

/** Each address has got exactly this one mail. What was taken in the instant of a power cut may come again, but as the same mail. */
async function expectToldOnce(mail: MailServer, subject: string, addresses: readonly string[], cuts: number) {
  const told = () => mailsOf(mail, subject);
  await expect.poll(() => new Set(told().map(({ to }) => to)).size, { timeout: 300_000 }).toBe(addresses.length);
  expect(told().map(({ to }) => to)).toEqual(expect.arrayContaining([...addresses]));
  expect(new Set(told().map(({ id }) => id)).size).toBe(addresses.length);
  expect(told().length).toBeLessThanOrEqual(addresses.length + cuts);
}

test.beforeAll(async ({ server, browser }) => {
  await server.administer('province', 'demo', '--form', 'three-level', '--password', password);
  await server.administer('admin', 'create', '--email', administrator, '--password', password);
  const page = await signedIn(browser, server, administrator);
  const nodes = await ask<{ id: string }[]>(page, 'GET', '/api/resources/nodes');
  const node = { name: 'Máy chủ tỉnh', ports, streams: 1000, mbps: 1000, inService: true };
  await ask(page, 'PUT', `/api/resources/nodes/${nodes[0]?.id}`, node);

  // The demonstration's own sites are as different as those of a province; here all are alike, one for each of two hundred units.
  await server.sql('delete from sites');
  const list = async (query: string) => (await ask<Answered>(page, 'GET', `/api/units?pageSize=200&${query}`)).items;
  const authorities = (await list('kind=authority&search=UBND')).filter(({ code }) => code !== 't3');
  const departments = (await list('search=So')).filter(({ code }) => ['t3-syt', 't3-snv'].includes(code));
  members = [...authorities.map(({ code }) => `${code}@tinh-mau.example`), departmentOfMembers];
  expect(members).toHaveLength(200);
  lateSite = authorities.find(({ code }) => code === 't3-x002')?.name ?? '';
  const sites = [...authorities, ...departments].map(({ id: unitId, name }) => ({
    unitId,
    name,
    place: `Trụ sở ${name}`,
  }));
  while (sites.length > 0) {
    await Promise.all(sites.splice(0, 10).map((site) => ask(page, 'POST', '/api/sites', site)));
  }
  await page.context().close();
});

test('two hundred sites: registered, approved, told, prepared, and no power cut loses or repeats anything', async ({
  server,
  browser,
  mail,
}) => {
  test.setTimeout(1_200_000);
  const department = await signedIn(browser, server, clerk);

  await test.step('a department registers it', async () => {
    await department.goto('/cuoc-hop/dang-ky');
    await department.getByLabel('Tên cuộc họp').fill(title);
    await fillTime(department, starts);
    await expect(department.getByText(`Hạn đăng ký: hết ngày ${registerBy}`)).toBeVisible();
    await fillRest(department, 'so y te');
    await choose(department, 'Tất cả điểm cầu thuộc…', 'tinh mau');
    await expect(department.getByText('Đã chọn 200 điểm cầu')).toBeVisible();
    await expect(department.getByText('Không trùng điểm cầu, chủ trì, phòng họp.')).toBeVisible();
    await saved(department);
    await cutPower(server);
    await department.reload();
    await expect(department.getByText('Đã chọn 200 điểm cầu')).toBeVisible();
    await department.getByRole('button', { name: 'Gửi đăng ký' }).click();
    await expect(department.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(step(department, 'Gửi đăng ký')).toContainText('Đúng hạn');
    await expect(step(department, 'Gửi giấy mời')).toContainText(noticeBy);
    meeting = new URL(department.url()).pathname.split('/').pop() ?? '';
    await cutPower(server);
  });

  await test.step('the office approves it by a key and an answer', async () => {
    const office = await signedIn(browser, server, officer);
    await office.getByRole('link', { name: 'Phê duyệt' }).click();
    await expect(office.getByRole('heading', { level: 2, name: title })).toBeVisible();
    await office.keyboard.press('d');
    await confirmAct(office, 'Duyệt và cấp tài nguyên');
    await expect(office.getByText(`Đã duyệt “${title}” và cấp tài nguyên.`)).toBeVisible();
    await cutPower(server);
    expect((await mail.next(clerk)).text).toContain('đã được');
    await office.context().close();
  });

  await test.step('the main site’s unit tells every site', async () => {
    await department.reload();
    await expect(stage(department)).toContainText('Đã duyệt');
    await department.getByRole('link', { name: 'Gửi thông báo tới các điểm cầu' }).click();
    await expect(department.getByText(`Hạn gửi: ${noticeBy}`)).toBeVisible();
    await department.getByLabel('Số, ký hiệu').fill('12/SYT-VP');
    await department.getByLabel('Chức vụ người ký').fill('Giám đốc');
    await department.getByLabel('Họ tên người ký').fill('Lê Văn D');
    await act(department, 'Gửi thông báo tới 200 điểm cầu');
    await expect(department.getByText('Đã gửi tới 200 điểm cầu.', { exact: false })).toBeVisible();
    // In the middle of the sending.
    const subject = `Thông báo họp trực tuyến: ${title}`;
    await expect.poll(() => mailsOf(mail, subject).length, { intervals: [20] }).toBeGreaterThan(0);
    await cutPower(server);
    await expectToldOnce(mail, subject, members, 1);
    const told = mailsOf(mail, subject).find(({ to }) => to === commune);
    expect(told?.text).toContain('Kính gửi: UBND');
    expect(told?.text).toContain('DTSTART:20371127T010000Z');
    const letter = await department.request.get(`/api/meetings/${meeting}/notice/document`);
    expect(letter.headers()['content-type']).toContain('wordprocessingml');
  });

  await test.step('a commune confirms, names who is on duty and ticks its list', async () => {
    const ward = await signedIn(browser, server, commune);
    await ward.setViewportSize({ width: 360, height: 740 });
    await ward.goto('/hop-thong-bao');
    await ward.getByRole('link', { name: title }).click();
    await ward.getByRole('button', { name: 'Xác nhận tham dự' }).click();
    await expect(ward.getByRole('heading', { name: /^Đã xác nhận tham dự lúc/ })).toBeVisible();
    await cutPower(server);
    await ward.reload();
    await expect(ward.getByRole('heading', { name: /^Đã xác nhận tham dự lúc/ })).toBeVisible();

    await ward.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await addPerson(ward, 'Thêm lãnh đạo', 'Trần Văn Hùng', '0905 111 222');
    await addPerson(ward, 'Thêm cán bộ kỹ thuật', 'Y Bhiông Niê', '0905 333 444');
    await expect(ward.getByText('Đã đủ người trực')).toBeVisible();
    await tickAll(ward);
    await expect(ward.getByText('11/11 mục')).toBeVisible();
    await cutPower(server);
    await ward.reload();
    await expect(ward.getByText('11/11 mục')).toBeVisible();
    await ward.context().close();
  });

  await test.step('the MCU operator names the duty of the servers and ticks their list', async () => {
    const servers = await signedIn(browser, server, operator);
    await servers.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await servers.getByRole('button', { name: 'Máy chủ hội nghị (MCU)' }).click();
    const drawer = servers.getByRole('dialog');
    await addPerson(drawer, 'Thêm cán bộ kỹ thuật', 'Phạm Văn Minh', '0905 777 888');
    await expect(drawer.getByText('Đã đủ người trực')).toBeVisible();
    await tickAll(drawer);
    await cutPower(server);
    await servers.context().close();
  });

  await test.step('districts prepare with their communes, departments by themselves; one commune has not begun', async () => {
    const all = [clerk, departmentOfMembers, ...members.filter((address) => /-h\d+@/.test(address))];
    let prepared = 0;
    for (const account of all) prepared += await prepareSites(server, account, meeting, (site) => site === lateSite);
    // All 201 sites but the one that is late and the one that has done it on its page.
    expect(prepared).toBe(members.length + 1 - 2);
    await department.goto(`/cuoc-hop/${meeting}/thong-bao`);
    await expect(department.getByRole('heading', { name: 'Nơi nhận 1/200 điểm cầu đã xác nhận' })).toBeVisible();
    await atEverySize(department, 'noi-nhan-200');
  });

  await test.step('the commune says what is not right: its line is red, and the meeting does not go on', async () => {
    const ward = await signedIn(browser, server, lateCommune);
    await ward.setViewportSize({ width: 360, height: 740 });
    await ward.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await addPerson(ward, 'Thêm lãnh đạo', 'Lê Văn Tám', '0905 222 111');
    await addPerson(ward, 'Thêm cán bộ kỹ thuật', 'Y Wang Mlô', '0905 222 333');
    await ward.getByRole('button', { name: 'Ghi là chưa đạt: Pin micro' }).click();
    await ward.getByLabel('Vì sao chưa đạt: Pin micro').fill('Hết pin, đang mua');
    await ward.getByRole('button', { name: 'Ghi', exact: true }).click();
    await expect(ward.getByText('Hết pin, đang mua.')).toBeVisible();

    await department.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await department.getByText('Chưa xong danh mục (1)').click();
    const line = department.getByRole('row', { name: lateSite });
    await expect(line.getByText('Có mục chưa đạt')).toBeVisible();
    await expect(line.locator('.preparation-progress b')).toHaveText(', 1 chưa đạt');
    await department.getByRole('button', { name: 'Chuyển sang kiểm tra kỹ thuật' }).click();
    const question = department.getByRole('dialog', { name: 'Vẫn chuyển bước khi chưa chuẩn bị xong?' });
    await expect(question.getByText('0 vị trí chưa đủ người trực, 1 vị trí chưa xong')).toBeVisible();
    await question.getByRole('button', { name: 'Hủy' }).click();

    await tickAll(ward);
    await cutPower(server);
    await ward.context().close();
  });

  await test.step('all are prepared: it goes on to its technical check', async () => {
    await department.goto(`/cuoc-hop/${meeting}/chuan-bi`);
    await expect(department.getByText('Chưa phân công (0)')).toBeVisible();
    await expect(department.getByText('Chưa xong danh mục (0)')).toBeVisible();
    await expect(department.getByText('100% danh mục').first()).toBeVisible();
    await expect(department.getByText(/^\d?\d% danh mục$/)).toHaveCount(0);
    await department.getByRole('searchbox', { name: 'Tìm điểm cầu, người trực' }).fill('y bhiong');
    await expect(department.getByText('Y Bhiông Niê').first()).toBeVisible();
    await act(department, 'Chuyển sang kiểm tra kỹ thuật');
    await expect(department.getByText('Đã chuyển bước.')).toBeVisible();
    await cutPower(server);
    await department.goto(`/cuoc-hop/${meeting}`);
    await expect(stage(department)).toContainText('Kiểm tra kỹ thuật');
    await expectToldOnce(mail, `Thông báo họp trực tuyến: ${title}`, members, 1);
    await department.context().close();
  });
});

test('two hundred sites: checked, connected, in session, ended, summed up', async ({ server, browser, mail }) => {
  test.setTimeout(1_800_000);
  const department = await signedIn(browser, server, clerk);
  const sites = await Site.open(3, server.address);
  const began = Date.now();
  let virtual: VirtualSites | null = null;
  try {
    await test.step('branch by branch passes the check, and the last one ends it', async () => {
      await department.goto(`/cuoc-hop/${meeting}/kiem-tra`);
      await expect(department.getByRole('heading', { level: 1, name: /^Kiểm tra kỹ thuật:/ })).toBeVisible();
      await department.getByText('Danh sách', { exact: true }).click();
      const branches = department.getByRole('button', { name: /^Đạt cả cụm: / });
      await expect(branches.first()).toBeVisible();
      for (let left = await branches.count(); left > 0; left--) {
        await branches.first().click();
        await department.getByRole('dialog').getByRole('button', { name: 'Đạt cả cụm' }).click();
        await expect(branches).toHaveCount(left - 1);
      }
      await cutPower(server);
      await department.goto(`/cuoc-hop/${meeting}`);
      await expect(stage(department)).toContainText('Sẵn sàng');
      await expect(step(department, 'Hoàn thành kiểm tra kỹ thuật')).toContainText('Đúng hạn');
    });

    await test.step('its hour comes: the conference opens by itself, although the power goes', async () => {
      await hourHasCome(server, meeting);
      await cutPower(server);
      await department.goto(`/cuoc-hop/${meeting}/phien-hop`);
      await expect(department.getByText('Đang kết nối các điểm cầu')).toBeVisible({ timeout: 240_000 });
      await cutPower(server);
      await department.goto(`/cuoc-hop/${meeting}`);
      await expect(stage(department)).toContainText('Đang kết nối');
    });

    const passes = await ask<Passes>(department, 'GET', `/api/meetings/${meeting}/passes`);
    const page = await ask<SessionOf>(department, 'GET', `/api/meetings/${meeting}/session`);
    const main = page.sites.find(({ role }) => role === 'main')?.siteId;
    const onPhone = passes.passes.find(({ capacity, siteName }) => capacity === 'site' && siteName?.includes(lateSite));
    const links = passes.passes
      .filter(({ capacity, siteId }) => capacity === 'site' && siteId !== main && siteId !== onPhone?.siteId)
      .map(({ link }) => link ?? '');
    expect(links).toHaveLength(199);
    const [desk, hall, phone] = await Promise.all(sites.map((site) => site.page()));
    if (!desk || !hall || !phone) throw new Error('a site has no page');
    const name = (capacity: string) =>
      ask<Pass>(department, 'POST', `/api/meetings/${meeting}/passes`, { capacity, name: capacity });

    await test.step('the chair by a link, the main site and a commune on a phone by their accounts, 199 others by their links', async () => {
      await desk.goto((await name('chair')).link ?? '');
      await desk.getByRole('button', { name: 'Vào họp' }).click();
      await signIn(hall, clerk);
      await hall.goto(`/hop/${meeting}`);
      await hall.getByRole('button', { name: 'Vào họp' }).click();
      await phone.setViewportSize({ width: 360, height: 740 });
      await signIn(phone, lateCommune);
      await phone.goto(`/hop/${meeting}`);
      await phone.getByRole('button', { name: 'Vào họp' }).click();
      for (const inside of [desk, hall, phone]) await expect(button(inside, 'Rời phòng')).toBeVisible();
      virtual = VirtualSites.come(links);
      await expect.poll(() => virtual?.inside, { timeout: 400_000 }).toBe(199);
      expect(virtual.refused).toEqual([]);
      await department.goto(`/cuoc-hop/${meeting}/phien-hop`);
      await expect(department.getByText('201/201')).toBeVisible();
      await expect(department.getByText('Đã xác nhận đủ điểm cầu')).toBeVisible();
    });

    await test.step('the power goes while all are connected: all come back to their seats', async () => {
      await virtual?.vanish();
      await cutPower(server);
      virtual = VirtualSites.come(links);
      await expect.poll(() => virtual?.inside, { timeout: 400_000 }).toBe(199);
      for (const inside of [desk, hall, phone]) await expect(button(inside, 'Rời phòng')).toBeVisible();
      await department.reload();
      await expect(department.getByText('201/201')).toBeVisible();
    });

    await test.step('the chair opens the session and puts the main site on the podium: the phone sees it', async () => {
      await button(desk, 'Thành phần').click();
      await desk.getByRole('button', { name: 'Khai mạc', exact: true }).click();
      await desk.getByRole('dialog', { name: 'Khai mạc cuộc họp?' }).getByRole('button', { name: 'Khai mạc' }).click();
      await expect(desk.getByText(/^Khai mạc lúc/)).toBeVisible();
      await department.goto(`/cuoc-hop/${meeting}`);
      await expect(stage(department)).toContainText('Đang họp');
      const here = 'Sở Y tế';
      for (const who of [here, lateSite]) {
        await desk.getByPlaceholder('Tìm theo tên hoặc đơn vị').fill(who);
        await desk.getByRole('button', { name: new RegExp(`^Thao tác với .*${who}`) }).click();
        await desk.getByRole('button', { name: 'Đưa lên bục phát biểu' }).click();
        const seen = who === here ? phone : hall;
        await expect.poll(() => onPodium(seen)).toContain(who);
        await expect.poll(async () => (await receivedWithin(seen, await onPodium(seen), 2)).frames).toBeGreaterThan(0);
      }
    });

    await test.step('the chair ends it for all; how each of 201 sites was there is kept', async () => {
      await cutPower(server);
      await department.goto(`/cuoc-hop/${meeting}/phien-hop`);
      await department.getByRole('button', { name: 'Kết thúc cuộc họp' }).click();
      await department.getByRole('dialog').getByRole('button', { name: 'Kết thúc cuộc họp' }).click();
      await expect(department.getByText('Cuộc họp đã kết thúc.')).toBeVisible();
      await cutPower(server);
      await department.goto(`/cuoc-hop/${meeting}`);
      await expect(stage(department)).toContainText('Kết thúc');
      const { sites: were } = await ask<SessionOf>(department, 'GET', `/api/meetings/${meeting}/session`);
      expect(were.filter(({ state, line }) => state === 'lost' && line === were[0]?.line)).toHaveLength(201);
      for (const { since } of were) expect(Date.parse(since ?? '')).toBeGreaterThan(began);
    });

    await test.step('the department sums it up', async () => {
      await department.goto(`/cuoc-hop/${meeting}/tong-hop`);
      await department.getByLabel('Kết luận').fill('Các xã hoàn thành phun khử khuẩn trước ngày 05/12.');
      await department.getByText('Tốt', { exact: true }).click();
      await department.getByRole('button', { name: 'Hoàn thành tổng hợp' }).click();
      await expect(department.getByText('Đã tổng hợp cuộc họp.')).toBeVisible();
      await cutPower(server);
      await department.goto(`/cuoc-hop/${meeting}`);
      await expect(stage(department)).toContainText('Đã tổng hợp');
    });
  } finally {
    await (virtual as VirtualSites | null)?.vanish();
    await Promise.all(sites.map((site) => site.close()));
  }
  expect(mail.received.filter(({ subject }) => subject.startsWith('Quá hạn'))).toEqual([]);
});

test('an ad-hoc meeting is told at once, without approval, takes capacity, and goes its way to the summary', async ({
  server,
  browser,
  mail,
}) => {
  const page = await signedIn(browser, server, departmentOfMembers);
  await page.goto('/cuoc-hop/dang-ky');
  await page.getByText('Đột xuất', { exact: true }).click();
  await page.getByLabel('Tên cuộc họp').fill(adHoc);
  // The afternoon of the same day: the morning's two hundred sites have gone home.
  await fillTime(page, '27/11/2037 14:00');
  await fillRest(page, 'so noi vu');
  await choose(page, 'Tất cả điểm cầu thuộc…', 'huyen');
  const chosen = await page.getByText(/^Đã chọn \d+ điểm cầu$/).textContent();
  const count = Number(/\d+/.exec(chosen ?? '')?.[0]);
  await page.getByLabel('Thành phần dự cho mọi điểm cầu').fill('Lãnh đạo UBND, Trưởng công an');
  await page.getByRole('button', { name: 'Điền', exact: true }).click();
  await saved(page);
  await act(page, 'Thông báo ngay');
  await expect(page.getByRole('heading', { level: 1, name: adHoc })).toBeVisible();
  const adHocMeeting = new URL(page.url()).pathname.split('/').pop() ?? '';
  await cutPower(server);
  await page.reload();
  await expect(stage(page)).toContainText('Đã thông báo');
  const subject = `Thông báo họp trực tuyến: ${adHoc}`;
  await expect.poll(() => mailsOf(mail, subject).length).toBeGreaterThanOrEqual(count);
  expect(new Set(mailsOf(mail, subject).map(({ id }) => id)).size).toBe(count);

  await page.goto('/cuoc-hop/dang-ky');
  await page.getByLabel('Tên cuộc họp').fill('Giao ban tuần');
  await fillTime(page, '27/11/2037 14:00');
  await choose(page, 'Điểm cầu chính', 'so y te');
  await expect(page.getByText(`các cuộc họp khác dùng ${count + 1} trên ${ports} cổng`)).toBeVisible();

  await test.step('it is connected, held and summed up', async () => {
    const servers = await signedIn(browser, server, operator);
    const path = `/cuoc-hop/${adHocMeeting}/phien-hop`;
    await hourHasCome(server, adHocMeeting);
    await servers.goto(path);
    await expect(servers.getByText('Đang kết nối các điểm cầu')).toBeVisible({ timeout: 240_000 });
    const { passes } = await ask<Passes>(page, 'GET', `/api/meetings/${adHocMeeting}/passes`);
    const virtual = VirtualSites.come(
      passes.flatMap(({ capacity, link }) => (capacity === 'site' && link ? [link] : [])),
    );
    await expect(servers.getByText(`${count + 1}/${count + 1}`)).toBeVisible({ timeout: 240_000 });
    await servers.getByRole('button', { name: 'Khai mạc', exact: true }).click();
    await servers.getByRole('dialog').getByRole('button', { name: 'Khai mạc' }).click();
    await expect(servers.getByText(/khai mạc lúc/)).toBeVisible();
    await servers.getByRole('button', { name: 'Kết thúc cuộc họp' }).click();
    await servers.getByRole('dialog').getByRole('button', { name: 'Kết thúc cuộc họp' }).click();
    await expect(servers.getByText('Cuộc họp đã kết thúc.')).toBeVisible();
    await virtual.vanish();
    await cutPower(server);
    await page.goto(`/cuoc-hop/${adHocMeeting}/tong-hop`);
    await page.getByLabel('Kết luận').fill('Các huyện trực 24/24 đến khi bão tan.');
    await page.getByText('Tốt', { exact: true }).click();
    await page.getByRole('button', { name: 'Hoàn thành tổng hợp' }).click();
    await expect(page.getByText('Đã tổng hợp cuộc họp.')).toBeVisible();
    await page.goto(`/cuoc-hop/${adHocMeeting}`);
    await expect(stage(page)).toContainText('Đã tổng hợp');
    await servers.context().close();
  });
  await page.context().close();
});

/** Who is shown large at somebody's. */
function onPodium(page: Page): Promise<string> {
  return page.evaluate(() => {
    const snapshot = (window.diemcau?.state() as Inside | undefined)?.snapshot;
    return snapshot?.participants.find(({ id }) => id === snapshot.podium.participantId)?.displayName ?? '';
  });
}

/** Every item of a station's list that is open. */
async function tickAll(at: Pick<Page, 'getByRole'>) {
  const list = at.getByRole('region', { name: 'Danh mục chuẩn bị' });
  await expect(list.getByRole('checkbox').first()).toBeVisible();
  const items = await list.getByRole('checkbox').all();
  for (const item of items) {
    await item.click();
    await expect(item).toBeChecked();
  }
  // The page shows a tick before the server has heard of it; who and when come from the server.
  await expect(list.locator('.preparation-note')).toHaveCount(items.length);
}

async function addPerson(
  at: Pick<Page, 'getByRole' | 'getByLabel' | 'getByText'>,
  button: string,
  name: string,
  phone: string,
) {
  await at.getByRole('button', { name: button }).click();
  await at.getByLabel('Họ và tên').fill(name);
  await at.getByLabel('Điện thoại').fill(phone);
  await at.getByRole('button', { name: 'Ghi', exact: true }).click();
  await expect(at.getByRole('button', { name: `Bỏ ${name}` })).toBeVisible();
}
