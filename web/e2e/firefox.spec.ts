import { expect, test } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import { enterByFirefox, hasFirefox, openFirefox, reachableAddress } from './support/firefox';
import { MailServer } from './support/mailServer';
import { createRoom, registerUnit } from './support/people';
import { Server } from './support/server';
import { button, received, Site } from './support/sites';

const address = reachableAddress();
test.skip(!hasFirefox, 'Firefox ESR is not installed: scripts/setup test');
test.skip(!address, 'this machine has no address but loopback, at which Firefox reaches nothing');

const room = { name: 'Giao ban hai trình duyệt', password: 'Firefox-Va-Chromium' };
const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';

let mail: MailServer | undefined;
let server: Server | undefined;
let chromium: Site | undefined;
let firefox: Browser | undefined;

test.afterAll(async () => {
  await firefox?.close();
  await chromium?.close();
  await server?.stop();
  await mail?.stop();
});

test('Firefox and Chromium see each other move and hear each other in one room', async () => {
  mail = await MailServer.start();
  server = await Server.start({
    DIEMCAU_ANNOUNCE: address ?? '',
    DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn',
    ...mail.options,
  });
  [chromium] = (await Site.open(1, server.address)) as [Site];
  const page = await chromium.page();
  await registerUnit(page, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(page, room.name, room.password);
  const link = await page.getByLabel('Đường dẫn vào phòng').inputValue();
  await page.goto(`/r/${new URL(page.url()).pathname.split('/').at(-1)}`);
  await page.getByLabel('Tên hiển thị').fill(office);
  await page.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await expect(button(page, 'Rời phòng')).toBeVisible();

  firefox = await openFirefox();
  const guest = await firefox.newPage();
  await enterByFirefox(guest, link, commune, room.password);

  const seenBy = {
    [office]: () => received(page).then((from) => from[commune]),
    [commune]: () => received(guest).then((from) => from[office]),
  };
  for (const [who, from] of Object.entries(seenBy)) {
    await expect.poll(async () => (await from())?.frames ?? 0, { message: `${who} sees pictures` }).toBeGreaterThan(10);
    await expect.poll(async () => (await from())?.energy ?? 0, { message: `${who} hears` }).toBeGreaterThan(0.0005);
  }

  // They go on: a first key frame alone would have been a still picture.
  for (const [who, from] of Object.entries(seenBy)) {
    const before = (await from())?.frames ?? 0;
    await expect
      .poll(async () => (await from())?.frames ?? 0, { message: `${who} sees movement` })
      .toBeGreaterThan(before + 60);
  }
});
