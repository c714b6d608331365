import { expect, type Page } from '@playwright/test';

/** Asks the API as the page that is signed in would. */
export async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([verb, address, content]) => {
      const token = /XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
      const answer = await fetch(address, {
        method: verb,
        headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': decodeURIComponent(token) },
        ...(content !== null && { body: content }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${verb} ${address}: ${answer.status} ${text}`);
      return text ? JSON.parse(text) : null;
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  );
}

/** Presses the button of an official act, and answers the one question that it asks. */
export async function act(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await confirmAct(page, name);
}

/** Answers the question of an official act with its own words. */
export async function confirmAct(page: Page, name: string | RegExp): Promise<void> {
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name }).click();
  await expect(question).toHaveCount(0);
}

interface Named {
  id: string;
  name: string;
}

/**
 * A province with districts and communes that have a site each, which is called as they are, made by an administrator.
 * @param administrator a page that is signed in as one
 * @returns how many sites were made
 */
export async function makeProvince(administrator: Page, districts: number, communes: number): Promise<number> {
  const add = (path: string, body: unknown) => ask<Named>(administrator, 'POST', path, body);
  const province = await add('/api/admin/units', { name: 'UBND tỉnh Đắk Lắk' });
  for (let district = 1; district <= districts; district++) {
    const above = await add('/api/admin/units', { name: `UBND huyện ${district}`, parentId: province.id });
    await add('/api/sites', { unitId: above.id, name: above.name });
    for (let commune = 1; commune <= communes; commune++) {
      const unit = await add('/api/admin/units', { name: `UBND xã ${district}.${commune}`, parentId: above.id });
      await add('/api/sites', { unitId: unit.id, name: unit.name });
    }
  }
  return districts * (communes + 1);
}
