import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { BlockedNetwork } from './support/blockedNetwork';
import { MailServer } from './support/mailServer';
import { createRoom, registerUnit } from './support/people';
import { freeTcpPort, freeUdpPort } from './support/ports';
import { Server } from './support/server';
import { button, enter, received, receivedWithin, Site } from './support/sites';

test.describe.configure({ mode: 'serial' });

const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';
const password = 'GiaoBan-8h';

let network: BlockedNetwork;
let mail: MailServer;
let server: Server;
let mediaPort = 0;
let sites: Site[] = [];
let chair: Page;
let guest: Page;
let link = '';
let room = '';

test.beforeAll(async () => {
  [network, mail] = await Promise.all([BlockedNetwork.raise(), MailServer.start()]);
  const port = await freeTcpPort();
  mediaPort = await freeUdpPort();
  network.leadTo(port);
  server = await Server.start({
    DIEMCAU_HTTPS_PORT: String(port),
    DIEMCAU_PUBLIC_ADDRESS: `https://localhost:${network.httpsPort}`,
    DIEMCAU_MEDIA_PORT: String(mediaPort),
    DIEMCAU_ANNOUNCE_PORT: String(network.udpPort),
    DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn',
    ...mail.options,
  });
  sites = await Site.open(2, `https://localhost:${network.httpsPort}`);
  [chair, guest] = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page];
  await registerUnit(chair, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(chair, 'Giao ban trực tuyến', password);
  link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
  room = `/r/${new URL(chair.url()).pathname.split('/').at(-1)}`;
});

test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await server?.stop();
  await mail?.stop();
  await network?.end();
});

/** They are gone for good: what comes next is another visit, no reload that leads back to the seat. */
async function end(page: Page): Promise<void> {
  await button(page, 'Rời phòng').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rời phòng' }).click();
  await expect(page.getByRole('button', { name: 'Tham gia lại' })).toBeVisible();
  await page.goto('about:blank');
}

async function meet(): Promise<void> {
  await chair.goto(room);
  await chair.getByLabel('Tên hiển thị').fill(office);
  await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await expect(button(chair, 'Rời phòng')).toBeVisible();
  await enter(guest, link, commune, password);
  await expect(button(guest, 'Rời phòng')).toBeVisible();
}

/** Milliseconds from the server's answer to the connection, as the page measured them: what looking for a way costs. */
async function connectedAfter(page: Page): Promise<number> {
  const took = () =>
    page.evaluate(() => {
      const { timings } = window.diemcau ?? {};
      return (timings?.['join:connected'] ?? Number.NaN) - (timings?.['join:answered'] ?? 0);
    });
  await expect.poll(took).toBeGreaterThan(0);
  return took();
}

async function picturesFlowBy(way: string): Promise<void> {
  for (const [page, other] of [
    [chair, commune],
    [guest, office],
  ] as const) {
    // Two seconds on a quiet machine; a browser that found its way only after giving up another would need fifteen.
    expect(await connectedAfter(page), 'from the answer to the connection').toBeLessThan(10_000);
    await expect.poll(async () => (await received(page))[other]?.frames ?? 0).toBeGreaterThan(10);
    await expect.poll(() => page.evaluate(() => window.diemcau?.way())).toBe(way);
  }
}

async function expectWays(page: Page, working: Record<string, boolean>): Promise<void> {
  for (const [way, works] of Object.entries(working)) {
    await expect(page.locator(`tr[data-way=${way}]`)).toHaveAttribute('data-works', String(works));
  }
}

test('where UDP is blocked, the meeting takes the HTTPS port by itself', async () => {
  await meet();
  await picturesFlowBy('tcp');
  expect(network.swallowed, 'UDP was tried').toBeGreaterThan(0);
  // It is a meeting, not a slide show.
  await expect.poll(async () => (await receivedWithin(guest, office, 3)).frames).toBeGreaterThan(20);
});

test('the connection check says so in plain words', async () => {
  const page = await (sites[1] as Site).page();
  await page.goto('/kiem-tra-ket-noi');
  await expectWays(page, { socket: true, udp: false, tcp: true, turn: true, turns: true });
  await expect(page.getByRole('status')).toContainText('không phải bằng đường tốt nhất');
  await expect(page.getByText(`UDP 127.0.0.1:${network.udpPort}`)).toBeVisible();
  await expectAccessible(page);
  await page.close();
});

test('an ICE restart finds the same way again', async () => {
  await guest.context().setOffline(true);
  await guest.context().setOffline(false);
  await expect.poll(async () => (await receivedWithin(guest, office, 1)).frames).toBeGreaterThan(5);
  expect(await guest.evaluate(() => window.diemcau?.way())).toBe('tcp');
});

test('where only TLS passes, the relay inside TLS is taken', async () => {
  network.tlsOnly = true;
  await Promise.all([chair, guest].map(end));
  await meet();
  await picturesFlowBy('turns');
  const page = await (sites[1] as Site).page();
  await page.goto('/kiem-tra-ket-noi');
  await expectWays(page, { socket: true, udp: false, tcp: false, turn: false, turns: true });
  await page.close();
});

test('once UDP is let through, the next meeting takes it although every other way is open', async () => {
  network.tlsOnly = false;
  network.mediaPort = mediaPort;
  await Promise.all([chair, guest].map(end));
  await meet();
  await picturesFlowBy('udp');
  const page = await (sites[1] as Site).page();
  await page.goto('/kiem-tra-ket-noi');
  await expectWays(page, { socket: true, udp: true, tcp: true, turn: true, turns: true });
  await expect(page.getByRole('status')).toContainText('chất lượng tốt nhất');
  await page.close();
});
