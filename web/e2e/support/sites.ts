import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Browser, type Locator, type Page, chromium as playwright } from '@playwright/test';
import { chromium } from './chromium';

const repository = resolve(import.meta.dirname, '../../..');

export type Colour = [number, number, number];

/** One conference site: a Chromium process of its own that films a colour of its own and speaks Vietnamese. */
export class Site {
  readonly colour: Colour;
  private readonly browser: Browser;
  private readonly address: string;

  private constructor(browser: Browser, address: string, colour: Colour) {
    this.browser = browser;
    this.address = address;
    this.colour = colour;
  }

  /** Makes the clips when they are missing, and opens as many sites. */
  static async open(count: number, address: string): Promise<Site[]> {
    const { stdout } = await promisify(execFile)(join(repository, 'scripts/media-clips'), [
      '--e2e',
      '--count',
      String(count),
    ]);
    const clips = stdout.trim().split('\n').at(-1) ?? '';
    return Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const folder = join(clips, `site-${n + 1}`);
        const { color } = JSON.parse(readFileSync(join(folder, 'clip.json'), 'utf8')) as { color: string };
        const browser = await playwright.launch({
          ...chromium.launchOptions,
          args: [
            ...chromium.launchOptions.args,
            '--ignore-certificate-errors',
            `--use-file-for-fake-video-capture=${join(folder, 'camera.mjpeg')}`,
            `--use-file-for-fake-audio-capture=${join(folder, 'speech.wav')}`,
          ],
        });
        return new Site(
          browser,
          address,
          [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as Colour,
        );
      }),
    );
  }

  /** A new visitor at this site's computer. */
  async page(): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.address,
      ignoreHTTPSErrors: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 1366, height: 768 },
      permissions: ['camera', 'microphone'],
      // The accessibility check waits for animations to end; some never do.
      reducedMotion: 'reduce',
    });
    await context.addInitScript(keepConnections);
    return context.newPage();
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

declare global {
  interface Window {
    /** The page's peer connections, kept by the tests only. */
    kept?: RTCPeerConnection[];
  }
}

/** A cheating client is played by reaching behind the page for its connection. */
function keepConnections(): void {
  const Original = window.RTCPeerConnection;
  const kept: RTCPeerConnection[] = [];
  window.kept = kept;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      kept.push(this);
    }
  };
}

/** Makes the client send its microphone whatever its page shows. */
export function sendMicrophoneAnyway(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const connection of window.kept ?? []) {
      for (const { track } of connection.getSenders()) if (track?.kind === 'audio') track.enabled = true;
    }
  });
}

/** A guest by the room's link, up to and including "Đồng ý". */
export async function enter(page: Page, link: string, name: string, secret: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Tên hiển thị').fill(name);
  await page.getByLabel('Mật khẩu phòng', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Đồng ý' }).click();
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('toolbar', { name: 'Điều khiển cuộc họp' }).getByRole('button', { name });
}

/** A page of Playwright, or of another driver. */
interface Evaluates {
  evaluate<T>(inPage: () => Promise<T>): Promise<T>;
}

/** Frames decoded and sound heard so far, by the name of the participant they come from. */
export function received(page: Evaluates): Promise<Record<string, { frames: number; energy: number }>> {
  return page.evaluate(async () => {
    const window_ = window as unknown as {
      diemcau?: {
        slots(): Promise<{ kind: string; participantId: string | null; frames: number; energy: number }[]>;
        state(): { snapshot: { participants: { id: string; displayName: string }[] } | null };
      };
    };
    const slots = (await window_.diemcau?.slots()) ?? [];
    const people = window_.diemcau?.state().snapshot?.participants ?? [];
    const found: Record<string, { frames: number; energy: number }> = {};
    for (const { kind, participantId, frames, energy } of slots) {
      const name = people.find(({ id }) => id === participantId)?.displayName;
      if (!name || kind === 'screen') continue;
      const before = found[name] ?? { frames: 0, energy: 0 };
      found[name] = { frames: before.frames + (kind === 'audio' ? 0 : frames), energy: before.energy + energy };
    }
    return found;
  });
}

/** How much came from somebody within some seconds. */
export async function receivedWithin(
  page: Page,
  name: string,
  seconds: number,
): Promise<{ frames: number; energy: number }> {
  const none = { frames: 0, energy: 0 };
  const before = (await received(page))[name] ?? none;
  await pause(seconds * 1000);
  const after = (await received(page))[name] ?? none;
  return { frames: after.frames - before.frames, energy: after.energy - before.energy };
}

/** The picture that a tile shows, averaged to one colour; null while it shows none. */
export function pictureOf(page: Page, name: string): Promise<Colour | null> {
  return page
    .getByRole('article', { name: new RegExp(`^${name}`) })
    .locator('video')
    .first()
    .evaluate(
      (video: HTMLVideoElement) => {
        if (video.readyState < 2 || video.videoWidth === 0) return null;
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 1;
        const context = canvas.getContext('2d');
        context?.drawImage(video, 0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
        return [r, g, b] as [number, number, number];
      },
      undefined,
      { timeout: 8000 },
    )
    .catch(() => null);
}

/** Which of the colours a picture is closest to. */
export function closest(picture: Colour | null, colours: readonly Colour[]): number {
  if (!picture) return -1;
  // Directions, not distances: text and movement make a picture lighter or darker, not another hue.
  const similarity = (a: Colour, b: Colour): number => {
    const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    return dot / (Math.hypot(...a) * Math.hypot(...b) || 1);
  };
  const each = colours.map((colour) => similarity(picture, colour));
  return each.indexOf(Math.max(...each));
}
