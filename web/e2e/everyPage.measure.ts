import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { test } from './support/installation';
import { ask } from './support/office';
import { password, signedIn } from './support/people';
import { shots } from './support/pictures';

// Every page, as each of those who have it, with the demonstration province in it: nothing is wider than the screen, nothing is cut off.
// Some hundred pages take minutes, so scripts/screenshots walks them.
test.use({ installation: 'every page' });
test.describe.configure({ timeout: 1_800_000 });

const administrator = 'quantri@tinh.gov.vn';
const of = (code: string) => `t3-${code}@tinh-mau.example`;
const title = 'Hội nghị trực tuyến toàn tỉnh triển khai công tác phòng, chống dịch bệnh và ứng phó với mưa lũ cuối năm';
/** A telephone, and an office's laptop at a zoom of 200 %. */
const sizes = [
  [360, 740],
  [683, 384],
] as const;

interface Made {
  id: string;
  version: number;
  number: number;
  items: { id: string; name: string; unitName: string }[];
}

/** The paths of the router's table, so that a page that is added is walked, too. */
const paths = [
  ...readFileSync(resolve(import.meta.dirname, '../src/app/router.tsx'), 'utf8').matchAll(/path: '([^'*]+)'/g),
]
  .map(([, path = '']) => (path.startsWith('/') ? path : `/quan-tri/${path}`))
  // Built away in an installation.
  .filter((path) => path !== '/ui');

/** The pages before those that an account opens. */
const doors =
  'r hop p h vao-hop huong-dan kiem-tra-ket-noi lich-cong-khai dang-nhap dang-ky links kich-hoat quan-tri-dau-tien quen-mat-khau dat-lai-mat-khau';
const isDoor = (path: string) => doors.split(' ').includes(path.split('/')[1] ?? '');

test('no page is wider than its screen', async ({ server, browser }) => {
  await server.administer('province', 'demo', '--form', 'three-level', '--password', password);
  await server.administer('admin', 'create', '--email', administrator, '--password', password);
  const office = await signedIn(browser, server, administrator);
  const clerk = await signedIn(browser, server, of('syt'));
  const invited = await signedIn(browser, server, of('x001'));
  const known = await makeMeeting(office, clerk, invited);

  const found: string[] = [];
  await office.context().close();
  if (shots) mkdirSync(shots, { recursive: true });
  for (const [who, email] of [
    ['administrator', administrator],
    ['clerk', of('syt')],
    ['invited', of('x001')],
    ['nobody', null],
  ] as const) {
    const page = email ? await signedIn(browser, server, email) : await stranger(browser, server.address);
    for (const path of paths) {
      if ((email === null) !== isDoor(path)) continue;
      const address = path
        .replace('/:slug?', '')
        .replace(/:(\w+)/g, (_, name: string) => known[name] ?? '00000000-0000-0000-0000-000000000000');
      const picture = `${shots}/${who}-${path.replaceAll(/[/:?]+/g, '_')}`;
      await page.goto(address);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await settled(page);
        const wrong = await page.evaluate(tooWide);
        found.push(...wrong.map((what) => `${who} ${path} ${width}: ${what}`));
        if (shots) await page.screenshot({ path: `${picture}-${width}.png`, fullPage: true, animations: 'disabled' });
      }
      // As it comes out of a printer, from an office's screen.
      if (shots && email) {
        await page.setViewportSize({ width: 1366, height: 768 });
        await settled(page);
        await page.pdf({ path: `${picture}.pdf`, format: 'A4' });
      }
    }
    await page.context().close();
  }
  expect(found).toEqual([]);
});

/** Somebody without an account. */
async function stranger(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, ignoreHTTPSErrors: true, locale: 'vi-VN' });
  return context.newPage();
}

/** A meeting of all sites that is announced, and what else the paths ask for by its id. */
async function makeMeeting(office: Page, clerk: Page, invited: Page): Promise<Record<string, string>> {
  const { items: sites } = await ask<Made>(office, 'GET', '/api/sites?pageSize=200');
  const main = (await ask<Made>(clerk, 'POST', '/api/sites', { name: 'Phòng họp trực tuyến số 1' })) as unknown as {
    summary: { id: string };
  };
  const nodes = await ask<Made[]>(office, 'GET', '/api/resources/nodes');
  const node = { name: 'Máy chủ tỉnh', ports: 400, streams: 9000, mbps: 9000, inService: true };
  await ask(office, 'PUT', `/api/resources/nodes/${nodes[0]?.id}`, node);
  const draft = await ask<Made>(clerk, 'POST', '/api/meetings', {});
  const written = await ask<Made>(clerk, 'PUT', `/api/meetings/${draft.id}/form`, {
    version: draft.version,
    form: {
      kind: 'planned',
      title,
      startsAt: '2037-12-15T01:00:00Z',
      endsAt: '2037-12-15T04:00:00Z',
      chairName: 'Nguyễn Văn A',
      chairPosition: 'Phó Chủ tịch UBND tỉnh',
      mainSite: { siteId: main.summary.id, attendees: 'Lãnh đạo các sở, ban, ngành' },
      members: sites.map(({ id }) => ({ siteId: id })),
      script: [{ title: 'Khai mạc', minutes: 10 }],
      contact: { name: 'Trần Thị B', phone: '0912 345 678' },
    },
  });
  const sent = await ask<Made>(clerk, 'POST', `/api/meetings/${draft.id}/submit`, { version: written.version });
  await ask(office, 'POST', `/api/approvals/${draft.id}/approve`, { version: sent.version });
  const notice = await ask<{ version: number; meetingVersion: number; form: object }>(
    clerk,
    'GET',
    `/api/meetings/${draft.id}/notice`,
  );
  await ask(clerk, 'POST', `/api/meetings/${draft.id}/notice/send`, {
    meetingVersion: notice.meetingVersion,
    version: notice.version,
    form: { ...notice.form, number: '12/SYT-VP' },
  });
  const inbox = await ask<Made>(invited, 'GET', '/api/inbox');
  const room = await ask<{ id: string; slug: string }>(clerk, 'POST', '/api/rooms', {
    name: 'Giao ban trực tuyến tuần của Sở Y tế với các huyện',
    password: 'GiaoBan-8h',
  });
  return {
    meetingId: draft.id,
    siteId: sites[0]?.id ?? '',
    noticeId: inbox.items[0]?.id ?? '',
    roomId: room.id,
    slug: room.slug,
  };
}

/** What the page asks for has come, and stands where it will stand. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('.ant-skeleton')).toHaveCount(0);
}

/** In the page: what reaches over its right edge, and words that are cut off without a mark that says so. */
function tooWide(): string[] {
  const width = document.documentElement.clientWidth;
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element) => {
    const style = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, style);
    return style;
  };
  /** The elements around it, from within outwards, that do not let their content reach out. */
  const framesOf = (element: Element | null): Element[] => {
    if (!element) return [];
    const { overflowX, display } = styleOf(element);
    const isFrame = overflowX !== 'visible' && display !== 'inline';
    return [...(isFrame ? [element] : []), ...framesOf(element.parentElement)];
  };
  const found: string[] = [];
  const whole = document.documentElement.scrollWidth;
  if (whole > width) found.push(`the page is ${whole} px wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const words = (text.textContent ?? '').trim().slice(0, 40);
    if (!element || !words || element.closest('.visually-hidden, [aria-hidden="true"]')) continue;
    if (styleOf(element).visibility === 'hidden') continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width < 2) continue;
    const frames = framesOf(element);
    // What is moved sideways shows the rest, and in a frame of a pixel stands what is only read out.
    if (frames.some((frame) => /auto|scroll/.test(styleOf(frame).overflowX) || frame.clientWidth <= 1)) continue;
    const edge = Math.min(width, ...frames.map((frame) => frame.getBoundingClientRect().right));
    // In the page's head and in its navigation an ellipsis would hide what stands nowhere else.
    const [own] = frames;
    const isMarked =
      own !== undefined &&
      own.getBoundingClientRect().right <= edge &&
      styleOf(own).textOverflow === 'ellipsis' &&
      !own.closest('header, nav');
    if (box.right > edge + 1 && !isMarked) {
      found.push(
        `“${words}” in ${element.tagName.toLowerCase()}.${element.className} reaches ${Math.round(box.right - edge)} px too far`,
      );
    }
  }
  return found.slice(0, 8);
}
