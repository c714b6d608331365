import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const program = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Debian's Firefox is on this machine; `scripts/setup test` installs it where it may. */
export const hasFirefox = existsSync(program);

/**
 * A Firefox as Debian ships it, with the painted camera and the humming microphone that it has for tests. Playwright drives only a
 * Firefox of its own; this one is driven by WebDriver BiDi, the standard that browsers share.
 */
export async function openFirefox(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: program,
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1366, height: 768 },
    args: ['--no-remote'],
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
      // Its H.264 would be downloaded from a foreign server.
      'media.gmp-manager.updateEnabled': false,
      'intl.accept_languages': 'vi-VN,vi',
      'app.update.auto': false,
      'datareporting.policy.dataSubmissionEnabled': false,
    },
  });
}

/**
 * An address of this machine that is not loopback. Firefox gathers no loopback candidates, not even with
 * media.peerconnection.ice.loopback (seen with 153 ESR), so it can reach a server on its own machine only by another address.
 */
export function reachableAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
}

/** A guest by the room's link, up to and including "Đồng ý". */
export async function enterByFirefox(page: Page, link: string, name: string, secret: string): Promise<void> {
  await page.goto(link);
  await page.locator('::-p-aria([name="Tên hiển thị"][role="textbox"])').fill(name);
  await page.locator('input[type=password]').fill(secret);
  await page.locator('::-p-aria([name="Đồng ý"][role="button"])').click();
}
