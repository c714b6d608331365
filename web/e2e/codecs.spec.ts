import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { MailServer } from './support/mailServer';
import { createRoom, registerUnit } from './support/people';
import { longestStandstill, receptionDuring, sendingDuring, sum } from './support/reception';
import { Server } from './support/server';
import { button, enter, received, Site } from './support/sites';

const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';
const otherCommune = 'UBND xã Hòa Phú';
const password = 'Ma-Hoa-Hinh-Anh';

let mail: MailServer;
let sites: Site[] = [];
let server: Server | undefined;

test.beforeAll(async () => {
  mail = await MailServer.start();
});
test.afterEach(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await server?.stop();
});
test.afterAll(() => mail.stop());

/** What a page sends of its camera, and what it gets of the other's. */
function pictures(page: Page): Promise<{ codec: string; sent: string[]; height: number }> {
  return page.evaluate(async () => {
    const connection = (window.kept ?? []).find(({ connectionState }) => connectionState === 'connected');
    if (!connection) throw new Error('not connected');
    const report = new Map([...(await connection.getStats()).values()].map((stat) => [stat.id, stat]));
    const all = [...report.values()];
    const camera = all.filter(
      ({ type, kind, mid, active }) => type === 'outbound-rtp' && kind === 'video' && mid === '1' && active,
    );
    const shown = all.filter(
      ({ type, kind, framesDecoded }) => type === 'inbound-rtp' && kind === 'video' && framesDecoded > 0,
    );
    const moving = shown.sort((one, other) => other.framesPerSecond - one.framesPerSecond)[0];
    return {
      codec: report.get(camera.find(({ codecId }) => codecId)?.codecId)?.mimeType ?? '',
      sent: camera.map(
        ({ rid, scalabilityMode, frameHeight }) => `${rid ?? '-'} ${scalabilityMode ?? '-'} ${frameHeight ?? 0}p`,
      ),
      height: moving?.frameHeight ?? 0,
    };
  });
}

const watchedSeconds = 4;

/**
 * A picture is shown as it is sent. Encoders of a busy machine make few frames, at times two a second: how many they make is asked first, and
 * what is shown is compared with that.
 */
async function expectMoving(watcher: Page, sender: Page, name: string, told: string): Promise<void> {
  const [shown, sent] = await Promise.all([
    receptionDuring(watcher, watchedSeconds),
    sendingDuring(sender, watchedSeconds),
  ]);
  const stream = shown[name];
  if (!stream) throw new Error(`nothing came from ${name}`);
  const made = Math.min(sum(sent.captured), sum(sent.encoded));
  const still = longestStandstill(stream.at, stream.frames);
  const figures =
    `${told}: ${sum(stream.frames)} frames shown of ${made} made in ${watchedSeconds} s,` +
    ` still for ${still.toFixed(0)} ms at most, ${longestStandstill(sent.at, sent.encoded).toFixed(0)} ms at the sender`;
  process.stdout.write(`  ${figures}\n`);
  expect(sum(stream.frames), `it moves: ${figures}`).toBeGreaterThan(0);
  expect(sum(stream.frames) / made, `it moves: ${figures}`).toBeGreaterThan(0.4);
  expect(still, `it does not stand still: ${figures}`).toBeLessThan(
    1500 + 2 * longestStandstill(sent.at, sent.encoded),
  );
}

/** The first is the chair. */
async function meet(
  codec: string,
  names: string[],
  prepare?: (page: Page) => Promise<unknown>,
): Promise<[Page, Page, ...Page[]]> {
  server = await Server.start({ DIEMCAU_CAMERA_CODEC: codec, DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn', ...mail.options });
  sites = await Site.open(names.length, server.address);
  const pages = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page, ...Page[]];
  for (const page of pages) await prepare?.(page);
  const [chair, ...guests] = pages;
  await registerUnit(chair, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(chair, 'Họp thử mã hóa', password);
  const link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
  await chair.goto(`/r/${new URL(chair.url()).pathname.split('/').at(-1)}`);
  await chair.getByLabel('Tên hiển thị').fill(office);
  await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  for (const [n, guest] of guests.entries()) await enter(guest, link, names[n + 1] ?? '', password);
  return pages;
}

/**
 * How high a picture is in a large window. Browsers lower sizes by themselves on a busy machine, and the small ones come first: none is
 * required, only that it grows no more.
 */
async function grown(height: () => Promise<number>, whose: string): Promise<number> {
  let known = 0;
  const grows = async () => {
    const before = await height();
    await pause(4000);
    known = await height();
    return known <= 100 || known !== before;
  };
  await expect.poll(grows, `${whose} in a large window grows`).toBe(false);
  return known;
}

for (const codec of ['VP9', 'AV1', 'H264']) {
  test(`with ${codec} cameras a small window gets a smaller picture, and a large one a larger one again`, async () => {
    const [chair, guest] = await meet(codec, [office, commune]);
    await expect(button(guest, 'Rời phòng')).toBeVisible();
    await expect.poll(async () => (await received(guest))[office]?.frames ?? 0).toBeGreaterThan(20);
    expect((await pictures(chair)).codec).toBe(`video/${codec}`);

    const height = async () => (await pictures(guest)).height;
    const large = await grown(height, office);
    await moves('large');
    await guest.setViewportSize({ width: 200, height: 320 });
    await expect.poll(height, 'in a small window').toBeLessThan(large);
    const small = await height();
    await moves('small');
    await guest.setViewportSize({ width: 1366, height: 768 });
    await expect.poll(height, 'in a large window again').toBeGreaterThan(small);
    await moves('large again');

    async function moves(window: string): Promise<void> {
      const sent = (await pictures(chair)).sent.join(', ');
      await expectMoving(guest, chair, office, `${codec}, ${window}: ${await height()}p of ${sent}`);
    }
  });
}

/** Makes the client send all sizes of its camera in one stream of this kind, whatever it would do by itself. */
function sendInOneStream(mode: string): void {
  const original = RTCRtpSender.prototype.setParameters;
  RTCRtpSender.prototype.setParameters = function (parameters, ...options) {
    for (const [n, encoding] of parameters.encodings.length > 1 ? parameters.encodings.entries() : []) {
      if (n > 0) encoding.active = false;
      else
        Object.assign(encoding, {
          active: true,
          scalabilityMode: mode,
          scaleResolutionDownBy: 1,
          maxBitrate: 1_700_000,
        });
    }
    return original.call(this, parameters, ...options);
  };
}

for (const mode of ['L3T3_KEY', 'L2T2']) {
  test(`AV1 of several sizes in one stream (${mode}) is shown in the size that is looked at, also after others take the podium`, async () => {
    const [chair, first, second] = await meet('AV1', [office, commune, otherCommune], (page) =>
      page.addInitScript(sendInOneStream, mode),
    );
    if (!second) throw new Error('no third site');
    for (const page of [first, second]) await expect(button(page, 'Rời phòng')).toBeVisible();
    // Two encoders and two decoders of AV1 are enough for two cores.
    await button(chair, 'Tắt camera').click();
    await button(chair, 'Thành phần').click();

    for (const [n, [name, page]] of (
      [
        [commune, first],
        [otherCommune, second],
        [commune, first],
      ] as const
    ).entries()) {
      await takesPodium(name);
      const large = await grown(height, name);
      await moves(page, name, 'large');
      if (n === 2) continue;
      await chair.setViewportSize({ width: 200, height: 320 });
      await expect.poll(height, `${name} in a small window`).toBeLessThan(large);
      const small = await height();
      await moves(page, name, 'small');
      await chair.setViewportSize({ width: 1366, height: 768 });
      await expect.poll(height, `${name} in a large window again`).toBeGreaterThan(small);
    }
    expect((await pictures(first)).codec).toBe('video/AV1');
    // Of small pictures Chromium makes fewer sizes than it is asked for.
    expect((await pictures(first)).sent).toHaveLength(1);
    expect((await pictures(first)).sent[0]).toMatch(mode.endsWith('_KEY') ? /L[23]T3_KEY/ : /L2T2 /);

    async function takesPodium(name: string): Promise<void> {
      await chair.getByRole('button', { name: `Thao tác với ${name}` }).click();
      await chair.getByRole('button', { name: 'Đưa lên bục phát biểu' }).click();
      await chair.getByRole('button', { name: `Thao tác với ${name}` }).click();
      await expect.poll(async () => (await podium()).name, `${name} on the podium`).toBe(name);
    }

    async function podium(): Promise<{ name: string | undefined; height: number }> {
      return chair.evaluate(async () => {
        const state = window.diemcau?.state() as {
          snapshot: { participants: { id: string; displayName: string }[] } | null;
        };
        const slot = (await window.diemcau?.slots())?.find(({ kind }) => kind === 'podium');
        const name = state.snapshot?.participants.find(({ id }) => id === slot?.participantId)?.displayName;
        return { name, height: slot?.height ?? 0 };
      });
    }

    async function height(): Promise<number> {
      return (await podium()).height;
    }

    async function moves(sender: Page, name: string, window: string): Promise<void> {
      await expectMoving(chair, sender, name, `${mode}, ${name}, ${window}: ${await height()}p`);
    }
  });
}
