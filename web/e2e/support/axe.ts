import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No accessibility fault of axe's two worst kinds on the page as it stands now. */
export async function expectAccessible(page: Page): Promise<void> {
  // A look takes seconds, in which a message may fade away and look pale: what is a fault is one still at a second look.
  let faults = await look(page);
  if (faults.length > 0) faults = await look(page);
  expect(faults, `accessibility of ${page.url()}`).toEqual([]);
}

async function look(page: Page): Promise<string[]> {
  // Colours in the middle of a transition are nobody's fault. What turns for ever (a busy button) is not waited for.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().endTime === Infinity),
  );
  // In the page itself, and for faults only: that takes a third of the time. Pages in frames, which it could not look into, we have none.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} – ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
