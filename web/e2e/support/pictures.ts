import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';

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
  await (of ?? page).screenshot({ ...(keeps && { path }), animations: 'disabled', caret: 'hide' });
}
