import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { MailServer } from './support/mailServer';
import { createRoom, registerUnit } from './support/people';
import { Server } from './support/server';
import { button, enter, received, Site } from './support/sites';

const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';
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
function pictures(page: Page): Promise<{ codec: string; sent: string[]; height: number; frames: number }> {
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
      frames: shown.reduce((sum, { framesDecoded }) => sum + framesDecoded, 0),
    };
  });
}

for (const codec of ['VP9', 'AV1', 'H264']) {
  test(`with ${codec} cameras a small window gets a smaller picture, and a large one a larger one again`, async () => {
    server = await Server.start({ DIEMCAU_CAMERA_CODEC: codec, DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn', ...mail.options });
    sites = await Site.open(2, server.address);
    const [chair, guest] = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page];
    await registerUnit(chair, mail, 'vanphong@tinh.gov.vn', office);
    await createRoom(chair, 'Họp thử mã hóa', password);
    const link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
    await chair.goto(`/r/${new URL(chair.url()).pathname.split('/').at(-1)}`);
    await chair.getByLabel('Tên hiển thị').fill(office);
    await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
    await enter(guest, link, commune, password);
    await expect(button(guest, 'Rời phòng')).toBeVisible();
    await expect.poll(async () => (await received(guest))[office]?.frames ?? 0).toBeGreaterThan(20);
    expect((await pictures(chair)).codec).toBe(`video/${codec}`);

    // Browsers lower sizes by themselves on a busy machine, so none is required: only that it is smaller, and larger again.
    const height = async () => (await pictures(guest)).height;
    await expect.poll(height, 'in a large window').toBeGreaterThan(100);
    const large = await height();
    await moves('large');
    await guest.setViewportSize({ width: 200, height: 768 });
    await expect.poll(height, 'in a small window').toBeLessThan(large);
    const small = await height();
    await moves('small');
    await guest.setViewportSize({ width: 1366, height: 768 });
    await expect.poll(height, 'in a large window again').toBeGreaterThan(small);
    await moves('large again');

    async function moves(window: string): Promise<void> {
      const before = (await pictures(guest)).frames;
      await pause(3000);
      const frames = (await pictures(guest)).frames - before;
      const sent = (await pictures(chair)).sent.join(', ');
      process.stdout.write(
        `  ${codec}, ${window}: ${await height()}p, ${(frames / 3).toFixed(0)} frames/s of ${sent}\n`,
      );
      expect(frames, `${window}: it moves`).toBeGreaterThan(15);
    }
  });
}
