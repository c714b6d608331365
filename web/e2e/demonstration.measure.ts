import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { picture } from './support/pictures';
import { freeTcpPort, freeUdpPort } from './support/ports';
import { button, enter } from './support/sites';

// The README's picture: what a visitor of `make demo` sees. Taken by scripts/screenshots alone, because drawing the halls takes minutes.
const demo = join(resolve(import.meta.dirname, '../..'), 'scripts/demo');
const startingMs = 900_000;

test('a visitor of the demonstration sees three halls in which people talk', async ({ page }) => {
  test.setTimeout(startingMs + 300_000);
  const ports = ['--https-port', String(await freeTcpPort()), '--media-port', String(await freeUdpPort())];
  const running = spawn(demo, ports, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const ended = once(running, 'exit');
  try {
    const said = await new Promise<string>((answer, refuse) => {
      let text = '';
      running.stdout.on('data', (part) => {
        text += part;
        if (text.includes('Ctrl-C')) answer(text);
      });
      running.once('exit', () => refuse(new Error(`The demonstration did not start:\n${text}`)));
    });
    const told = (label: string) => said.split(label)[1]?.trim().split(/\s/)[0] ?? '';
    await enter(page, told('Open:'), 'Trung tâm Công nghệ thông tin', told('Password:'));
    // A test's own camera shows a test's picture.
    await button(page, 'Tắt camera').click();
    await expect
      .poll(() =>
        page.evaluate(() => [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 0).length),
      )
      .toBeGreaterThanOrEqual(3);
    // The sharper pictures have come, and what was said at the door has gone.
    await page.waitForTimeout(15_000);
    await picture(page, 'images/meeting');
  } finally {
    // The script's own group: the server is its child.
    if (running.pid) process.kill(-running.pid, 'SIGINT');
    await ended;
  }
});
