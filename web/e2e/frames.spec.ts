import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { LossyLine, leadTo } from './support/lossyLine';
import { createRoom, registerUnit } from './support/people';
import { receptionDuring, sum } from './support/reception';
import { button, enter, received, Site } from './support/sites';

test.use({ installation: 'frames' });

const room = { name: 'Giao ban trực tuyến', password: 'GiaoBan-8h' };
const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';

const loss = Number(process.env.DIEMCAU_LOSS ?? 10);
const delay = 20;
const settlingMs = 8_000;
const goodSeconds = 12;
const badSeconds = 30;

let sites: Site[] = [];
let line: LossyLine;

test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await line?.end();
});

interface Sending {
  /** Frames that the camera gave. */
  captured: number;
  /** Frames of the stream that has most of them. */
  encoded: number;
  availableKbps: number;
}

function sending(page: Page): Promise<Sending> {
  return page.evaluate(async () => {
    const found = { captured: 0, encoded: 0, availableKbps: 0 };
    const connection = (window.kept ?? []).find(({ connectionState }) => connectionState === 'connected');
    for (const stat of (await connection?.getStats())?.values() ?? []) {
      if (stat.type === 'media-source' && stat.kind === 'video') found.captured += stat.frames ?? 0;
      if (stat.type === 'outbound-rtp' && stat.kind === 'video')
        found.encoded = Math.max(found.encoded, stat.framesEncoded ?? 0);
      if (stat.type === 'candidate-pair' && stat.availableOutgoingBitrate)
        found.availableKbps = Math.round(stat.availableOutgoingBitrate / 1000);
    }
    return found;
  });
}

interface Shown {
  /** Of the frames that the camera gave, how many were decoded at the other end. */
  share: number;
  told: string;
}

/** How much of what one site films the other shows, and where the rest stays. */
async function shownAt(receiver: Page, sender: Page, name: string, seconds: number): Promise<Shown> {
  const before = await sending(sender);
  const stream = (await receptionDuring(receiver, seconds))[name];
  const after = await sending(sender);
  if (!stream) throw new Error(`nothing is known of ${name}`);
  const decoded = sum(stream.frames);
  const captured = after.captured - before.captured;
  const encoded = after.encoded - before.encoded;
  const told = `${name}: captured ${captured}, encoded ${encoded}, shown ${decoded} in ${seconds} s, sender's estimate ${after.availableKbps} kbit/s`;
  return { share: decoded / captured, told };
}

test('when a tenth is lost both ways, pictures keep four fifths of their frames', async ({ server, mail }) => {
  sites = await Site.open(2, server.address);
  const pages = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page];
  const [atOffice, atCommune] = pages;
  line = await LossyLine.lay(server.mediaPort, { loss: 0, delay, seed: 1 });
  await Promise.all(pages.map((page) => leadTo(line.port, page)));
  await registerUnit(atOffice, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(atOffice, room.name, room.password);
  const link = await atOffice.getByLabel('Đường dẫn vào phòng').inputValue();
  await atOffice.goto(`/r/${new URL(atOffice.url()).pathname.split('/').at(-1)}`);
  await atOffice.getByLabel('Tên hiển thị').fill(office);
  await atOffice.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await enter(atCommune, link, commune, room.password);

  // Whoever speaks last takes the podium: pictures would change places, and that costs frames, too.
  for (const page of pages) await button(page, 'Tắt micro').click();
  for (const [page, sender] of [
    [atOffice, commune],
    [atCommune, office],
  ] as const) {
    await expect.poll(async () => (await received(page))[sender]?.frames ?? 0).toBeGreaterThan(10);
  }

  // First layers are small, and the lines have to be known.
  await pause(settlingMs);
  const both = (seconds: number) =>
    Promise.all([shownAt(atOffice, atCommune, commune, seconds), shownAt(atCommune, atOffice, office, seconds)]);
  const good = await both(goodSeconds);
  await line.change({ loss, delay });
  const bad = await both(badSeconds);
  const totals = await line.end();
  const told = [
    ...good.map((shown) => `without loss: ${shown.told}`),
    ...bad.map(
      (shown, n) =>
        `with loss: ${shown.told}; ${((100 * shown.share) / (good[n]?.share ?? 0)).toFixed(0)} % of that without`,
    ),
  ];
  process.stdout.write(`${told.map((text) => `  ${text}`).join('\n')}\n`);

  expect(totals.upLost, 'the line lost what browsers send').toBeGreaterThan(badSeconds * 5);
  expect(totals.downLost, 'the line lost what the server sends').toBeGreaterThan(badSeconds * 5);
  for (const [n, { share, told: figures }] of bad.entries()) {
    expect(share / (good[n]?.share ?? 0), figures).toBeGreaterThanOrEqual(0.8);
  }
});
