import { type APIRequestContext, request } from '@playwright/test';
import { password } from './people';
import type { Server } from './server';

/** How many requests are under way at once: as many as keep two cores busy. */
const atOnce = 8;

interface Station {
  siteId: string | null;
  role: string;
  name: string;
  hasRoster: boolean;
  mayWrite: boolean;
}

/**
 * Fills the rosters and checklists of the sites that an account may write, as its own pages would: each person and each tick is a request.
 * @param but which sites it leaves alone
 * @returns how many sites it has prepared
 */
export async function prepareSites(
  server: Server,
  email: string,
  meeting: string,
  but: (site: string) => boolean = () => false,
): Promise<number> {
  const session = await request.newContext({ baseURL: server.address, ignoreHTTPSErrors: true });
  try {
    await ask(session, 'GET', '/api/session');
    await ask(session, 'POST', '/api/session', { email, password }, await tokenOf(session));
    await ask(session, 'GET', '/api/session');
    const token = await tokenOf(session);
    const put = (path: string, body: unknown) => ask(session, 'PUT', path, body, token);
    const at = `/api/meetings/${meeting}/preparation`;
    const lists = await ask<{ role: string; items: { id: string }[] }[]>(session, 'GET', '/api/checklists');
    const { stations } = await ask<{ stations: Station[] }>(session, 'GET', at);
    const sites = stations.filter(({ mayWrite, hasRoster, name }) => mayWrite && !hasRoster && !but(name));
    const steps = sites.flatMap((site, place) => {
      const address = site.siteId ? `${at}/sites/${site.siteId}` : `${at}/mcu`;
      const phone = `0905 ${String(100_000 + place).replace(/(...)(...)/, '$1 $2')}`;
      const people = [
        { role: 'leader', name: `Lãnh đạo ${site.name}`, position: 'Phó Chủ tịch', phone },
        { role: 'technician', name: `Kỹ thuật ${site.name}`, phone },
      ];
      const items = lists.find(({ role }) => role === site.role)?.items ?? [];
      return [
        () => put(`${address}/duty`, { version: 0, people }),
        ...items.map(
          ({ id }) =>
            () =>
              put(`${address}/checks/${id}`, { isDone: true }),
        ),
      ];
    });
    const left = steps.values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const step of left) await step();
      }),
    );
    return sites.length;
  } finally {
    await session.dispose();
  }
}

/** The antiforgery token, which changes when somebody signs in. */
async function tokenOf(session: APIRequestContext): Promise<string> {
  const { cookies } = await session.storageState();
  return decodeURIComponent(cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '');
}

async function ask<T>(
  session: APIRequestContext,
  method: string,
  path: string,
  body?: unknown,
  token = '',
): Promise<T> {
  const answer = await session.fetch(path, {
    method,
    headers: { 'X-XSRF-TOKEN': token },
    ...(body !== undefined && { data: body }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.status() === 204 ? (undefined as T) : answer.json();
}
