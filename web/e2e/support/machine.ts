import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, type Page, chromium as playwright } from '@playwright/test';
import { chromium } from './chromium';

/** The mini-PC of a site: a whole Chromium with a profile that outlives it, and a camera and a microphone. */
export class Machine {
  readonly #profile: string;
  readonly #address: string;
  #context: BrowserContext | null = null;

  private constructor(profile: string, address: string) {
    this.#profile = profile;
    this.#address = address;
  }

  static async at(address: string): Promise<Machine> {
    return new Machine(await mkdtemp(join(tmpdir(), 'diemcau-kiosk-')), address);
  }

  /** Switches it on; it shows the kiosk's page. */
  async start(): Promise<Page> {
    this.#context = await playwright.launchPersistentContext(this.#profile, {
      ...chromium.launchOptions,
      args: [...chromium.launchOptions.args, '--ignore-certificate-errors'],
      baseURL: this.#address,
      ignoreHTTPSErrors: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 1920, height: 1080 },
      permissions: ['camera', 'microphone'],
    });
    const page = this.#context.pages()[0] ?? (await this.#context.newPage());
    await page.goto('/may-diem-cau');
    return page;
  }

  /** The power is cut: nothing of it says goodbye. */
  async cut(): Promise<void> {
    for (const id of this.#processes()) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // Gone with its parent.
      }
    }
    while (this.#processes().length > 0) await pause(50);
    await this.#context?.close().catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.#context?.close().catch(() => undefined);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Those that were started with this profile. */
  #processes(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((id) => {
        try {
          return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`--user-data-dir=${this.#profile}`);
        } catch {
          return false;
        }
      })
      .map(Number);
  }
}
