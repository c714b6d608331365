import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

const docs = resolve(import.meta.dirname, '../../../docs');
const keeps = process.env.DIEMCAU_SCREENSHOTS === '1';

/**
 * Takes the picture that a page of the documentation shows; `scripts/screenshots` keeps it, an ordinary run looks and forgets.
 * @param name where below docs/, without ".png"
 */
export async function picture(page: Page, name: string, of?: Locator): Promise<void> {
  const path = resolve(docs, `${name}.png`);
  if (keeps) mkdirSync(dirname(path), { recursive: true });
  // Letters first drawn in another typeface would be a picture of a page still loading.
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('.ant-skeleton')).toHaveCount(0);
  await (of ?? page).screenshot({ ...(keeps && { path }), animations: 'disabled', caret: 'hide' });
}

/** A folder for pictures to look at while pages are designed; null: none are taken. */
export const shots = process.env.DIEMCAU_SHOTS ?? null;

/** Nothing runs off the side at the sizes that people have: a telephone, a full-HD screen, an office's laptop (which it is left at). */
export async function atEverySize(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [360, 740],
    [1920, 1080],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    // Lists are drawn anew for the new width a moment after it is set.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: name })
      .toBeLessThanOrEqual(width);
    await page.evaluate(() => window.scrollTo(0, 0));
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
}
