import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/installation';
import { LossyLine, leadTo } from './support/lossyLine';
import { ask } from './support/office';
import { registerUnit } from './support/people';

test.use({ installation: 'self-check', permissions: ['camera', 'microphone'] });

/** A machine that is four times slower takes longer; the fifteen seconds are compared with what the page itself needs. */
const longestSeconds = 15;

/**
 * A room in which the microphone hears the loudspeaker 120 ms later and 20 dB softer, and the noise of the room: what the page plays goes
 * through the browser's own sound, which has no loudspeaker here.
 */
function roomWithSound(): void {
  const gain = 10 ** (-20 / 20);
  const noise = 10 ** (-60 / 20);
  const Real = window.AudioContext;
  let air: MediaStreamTrack | null = null;
  const hear = (context: AudioContext): GainNode => {
    const way = context.createGain();
    way.gain.value = gain;
    const delay = context.createDelay(1);
    delay.delayTime.value = 0.12;
    const microphone = context.createMediaStreamDestination();
    way.connect(delay).connect(microphone);
    const hiss = context.createBuffer(1, context.sampleRate, context.sampleRate);
    const samples = hiss.getChannelData(0);
    for (let n = 0; n < samples.length; n++) samples[n] = noise * (2 * Math.random() - 1) * Math.sqrt(3);
    const room = context.createBufferSource();
    room.buffer = hiss;
    room.loop = true;
    room.connect(microphone);
    room.start();
    air = microphone.stream.getAudioTracks()[0] ?? null;
    return way;
  };
  const shared = new Real();
  const way = hear(shared);
  // Whoever makes a context gets this one: what it plays is what the microphone hears.
  window.AudioContext = class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: a stand-in for the browser's.
      return new Proxy(shared, {
        get: (target, name) => {
          if (name === 'destination') return way;
          if (name === 'close') return () => Promise.resolve();
          const value = Reflect.get(target, name) as unknown;
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    }
  } as unknown as typeof AudioContext;
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const real = await open(wanted);
    return wanted?.audio && air ? new MediaStream([air.clone()]) : real;
  };
}

const card = (page: Page, part: string) => page.locator(`[data-part=${part}]`);

async function measure(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Bắt đầu đo|Đo lại)$/ }).click();
  await expect(page.getByRole('button', { name: 'Đo lại' })).toBeEnabled();
}

async function kbps(page: Page, direction: 'up' | 'down'): Promise<number> {
  return Number(await page.locator(`[data-direction=${direction}]`).getAttribute('data-kbps'));
}

test('a site measures its sound, picture and line, without signing in', async ({ page }) => {
  await page.addInitScript(roomWithSound);
  await page.goto('/tu-kiem-tra');
  await expectAccessible(page);
  const began = Date.now();
  await measure(page);
  for (const part of ['microphone', 'loudspeaker', 'camera', 'line', 'machine']) {
    await expect(card(page, part)).toHaveAttribute('data-progress', 'done');
  }
  // Played at −9 dB, 20 dB softer in the air, above noise of −60 dB.
  await expect(card(page, 'loudspeaker')).toContainText(/lớn hơn tiếng nền (29|3[0-3]) dB, sau 1[2-9]\d ms/);
  await expect(card(page, 'camera')).toContainText(/1280×720, \d+(,\d)? hình\/giây/);
  await expect(card(page, 'camera').getByRole('img', { name: 'Hình của camera' })).toBeVisible();
  await expect(card(page, 'machine')).toContainText('Đồng hồ của máy đúng so với máy chủ');
  await expectAccessible(page);
  expect((Date.now() - began) / 1000, 'seconds').toBeLessThan(4 * longestSeconds);
});

test('what a unit measures at its site is kept, and the server says what to do', async ({ page, server, mail }) => {
  await registerUnit(page, { mail, server }, 'eakao@tinh.gov.vn', 'UBND xã Ea Kao');
  const { summary: site } = await ask<{ summary: { id: string } }>(page, 'POST', '/api/sites', {
    name: 'Phòng họp UBND xã',
  });
  await page.goto('/tu-kiem-tra');
  await expect(page.getByLabel('Điểm cầu')).toHaveValue(site.id);
  await measure(page);
  // The browser's own microphone beeps, and hears no loudspeaker.
  const sound = card(page, 'loudspeaker').locator('[data-item=soundBack]');
  await expect(sound).toHaveAttribute('data-result', 'failed');
  await expect(sound).toContainText('Chưa đạt');
  await expectAccessible(page);
  const desk = await ask<{ lastSelfCheck: { at: string } | null }>(page, 'GET', `/api/sites/${site.id}/check`);
  expect(desk.lastSelfCheck).not.toBeNull();
});

test('a line of 300 kbit/s is measured within a fifth, and what it loses within a point', async ({ page, server }) => {
  for (const [line, least, most] of [
    [{ loss: 0, delay: 15, seed: 5, rate: 300 }, 240, 360],
    [{ loss: 2, delay: 15, seed: 5 }, 1500, 5000],
  ] as const) {
    const lossy = await LossyLine.lay(server.mediaPort, line);
    await leadTo(lossy.port, page);
    await page.goto('/tu-kiem-tra');
    await measure(page);
    const words = await card(page, 'line').innerText();
    for (const direction of ['up', 'down'] as const) {
      expect(await kbps(page, direction), direction).toBeGreaterThanOrEqual(least);
      expect(await kbps(page, direction), direction).toBeLessThanOrEqual(most);
    }
    const [, up = '', down = ''] = /mất gói ([\d,]+)% chiều đi, ([\d,]+)% chiều về/.exec(words) ?? [];
    if (line.loss === 0) continue;
    for (const lost of [up, down].map((text) => Number(text.replace(',', '.')))) {
      expect(lost).toBeGreaterThanOrEqual(line.loss - 1);
      expect(lost).toBeLessThanOrEqual(line.loss + 1);
    }
    await page.unrouteAll();
  }
});

test('a shared window comes back, or the page says that it does not', async ({ page }) => {
  await page.goto('/tu-kiem-tra');
  await page.getByRole('button', { name: 'Chọn cửa sổ để thử' }).click();
  await expect(card(page, 'presentation')).toContainText('Máy chủ nhận được và gửi lại đúng hình đã chọn');
});

test('where nothing may be used and the server is away, each part says what to do', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await page.goto('/tu-kiem-tra');
  await page.context().setOffline(true);
  await measure(page);
  await page.context().setOffline(false);
  await expect(card(page, 'microphone')).toContainText('Trình duyệt chưa được phép');
  await expect(card(page, 'loudspeaker')).toContainText('Trình duyệt chưa được phép');
  await expect(card(page, 'camera')).toContainText('Trình duyệt chưa được phép');
  await expect(card(page, 'line')).toContainText('Không liên lạc được máy chủ');
});
