import { expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { LossyLine, leadTo, sendsTo } from './support/lossyLine';
import { createRoom, registerUnit } from './support/people';
import { longestStandstill, receptionDuring, type Stream, sum } from './support/reception';
import { button, enter, received, Site } from './support/sites';

test.use({ installation: 'loss' });

const room = { name: 'Giao ban trực tuyến', password: 'GiaoBan-8h' };
const office = 'Văn phòng UBND tỉnh';
const commune = 'UBND xã Ea Kao';
const ward = 'UBND phường Tân Lập';

const loss = 5;
const delay = 20;
const goodSeconds = 10;
const watchedSeconds = 20;
const samplesPerMs = 48;

let sites: Site[] = [];
let line: LossyLine;

test.afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await line?.end();
});

/** One line of figures: who sees and hears whom, how well. */
function figures(receiver: string, sender: string, stream: Stream): string {
  const seconds = lasted(stream) / 1000;
  const played = sum(stream.samples);
  return [
    `${receiver} ← ${sender}:`,
    `${(sum(stream.frames) / seconds).toFixed(1)} frames/s,`,
    `longest without a frame ${longestStandstill(stream.at, stream.frames).toFixed(0)} ms,`,
    `${sum(stream.freezes)} freezes;`,
    played === 0
      ? 'not heard'
      : `concealed ${((100 * sum(stream.concealed)) / played).toFixed(1)} % of ${(played / 48_000).toFixed(1)} s,` +
        ` longest without sound ${longestStandstill(stream.at, stream.samples).toFixed(0)} ms`,
  ].join(' ');
}

/** Milliseconds between the first and the last poll; what the first has brought is not within them. */
function lasted({ at }: Stream): number {
  return (at.at(-1) ?? 0) - (at[0] ?? 0);
}

test('at 5 % loss each way every picture keeps moving and a voice comes through without gaps', async ({
  server,
  mail,
}) => {
  sites = await Site.open(3, server.address);
  const [atOffice, atCommune, atWard] = (await Promise.all(sites.map((site) => site.page()))) as [Page, Page, Page];
  const places = [
    [office, atOffice],
    [commune, atCommune],
    [ward, atWard],
  ] as const;
  line = await LossyLine.lay(server.mediaPort, { loss: 0, delay, seed: 1 });
  await leadTo(server.mediaPort, atOffice);
  await Promise.all([atCommune, atWard].map((page) => leadTo(line.port, page)));

  await registerUnit(atOffice, { mail, server }, 'vanphong@tinh.gov.vn', office);
  await createRoom(atOffice, room.name, room.password);
  const link = await atOffice.getByLabel('Đường dẫn vào phòng').inputValue();
  await atOffice.goto(`/r/${new URL(atOffice.url()).pathname.split('/').at(-1)}`);
  await atOffice.getByLabel('Tên hiển thị').fill(office);
  await atOffice.getByRole('button', { name: 'Mở phòng và tham gia' }).click();
  await expect(button(atOffice, 'Rời phòng')).toBeVisible();
  for (const [name, page] of places.slice(1)) {
    await enter(page, link, name, room.password);
    await expect(button(page, 'Rời phòng')).toBeVisible();
  }

  // The commune speaks: what the ward hears of it has crossed both bad lines.
  for (const [name, page] of places) {
    const isOn = await button(page, 'Tắt micro').isVisible();
    if (isOn !== (name === commune)) await button(page, /^(Tắt|Bật) micro$/).click();
  }
  for (const [receiver, page] of places) {
    for (const [sender] of places) {
      if (sender === receiver) continue;
      await expect
        .poll(async () => (await received(page))[sender]?.frames ?? 0, { message: `${receiver} sees ${sender}` })
        .toBeGreaterThan(10);
    }
  }
  for (const page of [atOffice, atWard]) {
    await expect.poll(async () => (await received(page))[commune]?.energy ?? 0).toBeGreaterThan(0.0005);
  }
  for (const page of [atCommune, atWard]) expect(await sendsTo(page), 'media goes by the relay').toBe(line.port);
  expect(await sendsTo(atOffice), 'the office has a good line').toBe(server.mediaPort);

  // What this machine's browsers can do without loss is what a line with loss is compared with.
  const watch = async (seconds: number) => {
    const receptions = await Promise.all(places.map(([, page]) => receptionDuring(page, seconds)));
    return (receiver: string, sender: string): Stream => {
      const stream = receptions[places.findIndex(([name]) => name === receiver)]?.[sender];
      if (!stream) throw new Error(`${receiver} knows nothing of ${sender}`);
      return stream;
    };
  };
  const without = await watch(goodSeconds);
  const before = await line.change({ loss, delay });
  const what = await watch(watchedSeconds);
  const pairs = places.flatMap(([to]) => places.filter(([from]) => from !== to).map(([from]) => [to, from] as const));
  const totals = await line.end();
  const upPassed = totals.upPassed - before.upPassed;
  const downPassed = totals.downPassed - before.downPassed;
  const upLoss = totals.upLost / (totals.upLost + upPassed);
  const downLoss = totals.downLost / (totals.downLost + downPassed);
  const told = [
    ...pairs.map(([receiver, sender]) => `without loss: ${figures(receiver, sender, without(receiver, sender))}`),
    ...pairs.map(([receiver, sender]) => `with loss: ${figures(receiver, sender, what(receiver, sender))}`),
    `relay: up ${upPassed} passed, ${totals.upLost} lost (${(100 * upLoss).toFixed(1)} %);` +
      ` down ${downPassed} passed, ${totals.downLost} lost (${(100 * downLoss).toFixed(1)} %)`,
  ];
  process.stdout.write(`${told.map((text) => `  ${text}`).join('\n')}\n`);

  expect(upPassed, 'the relay carried what browsers send').toBeGreaterThan(watchedSeconds * 25);
  expect(downPassed, 'the relay carried what the server sends').toBeGreaterThan(watchedSeconds * 25);
  for (const share of [upLoss, downLoss]) expect(Math.abs(share - loss / 100)).toBeLessThan(0.015);

  for (const [receiver, sender] of pairs) {
    const still = (stream: Stream) => longestStandstill(stream.at, stream.frames);
    const bound = 2000 + 3 * still(without(receiver, sender));
    expect(still(what(receiver, sender)), `${receiver} sees ${sender} move`).toBeLessThan(bound);
  }
  // Of the same picture, a bad line must not show much less than a good one does.
  for (const [receiver, sender] of [
    [commune, ward],
    [ward, commune],
  ] as const) {
    const share = (of: typeof what) => sum(of(receiver, sender).frames) / sum(of(office, sender).frames);
    expect(share(what) / share(without), `${receiver} sees of ${sender}, compared with a good line`).toBeGreaterThan(
      0.7,
    );
  }

  for (const receiver of [office, ward]) {
    const [heard, usual] = [what(receiver, commune), without(receiver, commune)];
    const pace = (stream: Stream) => sum(stream.samples.slice(1)) / samplesPerMs / lasted(stream);
    const gap = (stream: Stream) => longestStandstill(stream.at, stream.samples);
    const madeUp = (stream: Stream) => sum(stream.concealed) / sum(stream.samples);
    expect(Math.abs(pace(heard) / pace(usual) - 1), 'sound plays at its own pace').toBeLessThan(0.1);
    expect(gap(heard), 'without a gap').toBeLessThan(200 + gap(usual));
    expect(madeUp(heard), 'little of it is made up').toBeLessThan(0.15 + madeUp(usual));
  }
});
