import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { LossyLine, leadTo, sendsTo } from './support/lossyLine';
import { createRoom, registerUnit } from './support/people';
import { longestStandstill, receptionDuring, type Stream } from './support/reception';
import { button, enter, received, Site } from './support/sites';

test.use({ installation: 'network' });

const room = { name: 'Họp từ xe', password: 'Doi-Mang-Giua-Hop' };
const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';
const watchedSeconds = 8;

/** Longest times without a picture and without sound, in milliseconds. */
function standstills(stream: Stream | undefined): { picture: number; sound: number } {
  if (!stream) throw new Error('nothing was received');
  return {
    picture: longestStandstill(stream.at, stream.frames),
    sound: longestStandstill(stream.at, stream.samples),
  };
}

let sites: Site[] = [];
const lines: LossyLine[] = [];

test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await Promise.all(lines.map((line) => line.end()));
});

async function layLine(mediaPort: number, seed: number): Promise<LossyLine> {
  const line = await LossyLine.lay(mediaPort, { loss: 0, delay: 20, seed });
  lines.push(line);
  return line;
}

test('who changes to another network goes on seeing and hearing: the new way is made before the old one ends', async ({
  server,
  mail,
}) => {
  sites = await Site.open(2, server.address);
  const [chair, guest] = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page];
  const wired = await layLine(server.mediaPort, 1);
  const wireless = await layLine(server.mediaPort, 2);
  await leadTo(server.mediaPort, chair);
  await leadTo(wired.port, guest);

  await registerUnit(chair, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(chair, room.name, room.password);
  const link = await chair.getByLabel('Đường dẫn vào phòng').inputValue();
  await chair.goto(`/r/${new URL(chair.url()).pathname.split('/').at(-1)}`);
  await chair.getByLabel('Tên hiển thị').fill(office);
  await chair.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await enter(guest, link, commune, room.password);
  await expect(button(guest, 'Rời phòng')).toBeVisible();
  await expect.poll(async () => (await received(guest))[office]?.frames ?? 0).toBeGreaterThan(30);
  await expect.poll(async () => (await received(guest))[office]?.energy ?? 0).toBeGreaterThan(0.0005);
  expect(await sendsTo(guest)).toBe(wired.port);

  // What this machine's browsers can do while nothing happens.
  const [guestBefore, chairBefore] = await Promise.all([
    receptionDuring(guest, watchedSeconds),
    receptionDuring(chair, watchedSeconds),
  ]);

  // From now on the other network leads to the server, and the browser says that something has changed.
  await leadTo(wireless.port, guest);
  const watching = [receptionDuring(guest, watchedSeconds), receptionDuring(chair, watchedSeconds)] as const;
  await guest.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => sendsTo(guest)).toBe(wireless.port);
  const [atGuest, atChair] = await Promise.all(watching);

  for (const [who, before, after] of [
    ['the guest', guestBefore[office], atGuest[office]],
    ['the chair', chairBefore[commune], atChair[commune]],
  ] as const) {
    const [usual, changing] = [standstills(before), standstills(after)];
    process.stdout.write(
      `  ${who}: ${changing.picture.toFixed(0)} ms without a picture, ${changing.sound.toFixed(0)} ms without sound;` +
        ` before the change ${usual.picture.toFixed(0)} and ${usual.sound.toFixed(0)} ms\n`,
    );
    expect(changing.picture, `${who} sees`).toBeLessThan(900 + 2 * usual.picture);
    expect(changing.sound, `${who} hears`).toBeLessThan(900 + 2 * usual.sound);
  }
});
