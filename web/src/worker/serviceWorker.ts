/*
 * What the browser keeps of the client, so that a page without a network says what is wrong and the guide can be read.
 *
 * Pages come from the server whenever it answers: nobody is trapped in an old version. Only files whose names bear their content's hash
 * are taken from what is kept. The API, the hub and media are never touched.
 */
const worker = self as unknown as ServiceWorkerScope;

/** What is used of a service worker; the compiler knows either a page's world or a worker's. */
interface ServiceWorkerScope {
  readonly location: Location;
  addEventListener(type: 'install' | 'activate', hear: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', hear: (event: FetchingEvent) => void): void;
}

interface LastingEvent {
  waitUntil(done: Promise<unknown>): void;
}

interface FetchingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** Addresses of the shell's files, the page first; written here when the client is built. */
const shell = '__SHELL__' as unknown as readonly string[];

/** A new build has other names, and its own store: what the old one kept goes when no page of it is open any more. */
const store = `diemcau-${hashOf(shell.join())}`;

/** Longer than a commune's line needs for a page of two kilobytes; then people should read that something is wrong. */
const pageTimeoutMs = 15_000;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(store).then((kept) => kept.addAll(shell)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== store).map((name) => caches.delete(name)))),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request));
  else if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(fetchedOrShell(request));
});

/** Downloads and links of the API are navigations, too, but no pages. */
function isPage(pathname: string): boolean {
  return !/^\/(api|health|hubs|metrics|openapi|whep|whip)(\/|$)/.test(pathname) && !/\.[^/]+$/.test(pathname);
}

async function keptOrFetched(request: Request): Promise<Response> {
  const kept = await caches.open(store);
  const found = await kept.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.status === 200) await kept.put(request, answer.clone());
  return answer;
}

async function fetchedOrShell(request: Request): Promise<Response> {
  const kept = await caches.open(store);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(pageTimeoutMs) });
    // Every address is the same page; what it is after an update is what it should be without a network.
    if (answer.status === 200 && answer.headers.get('Content-Type')?.startsWith('text/html'))
      await kept.put('/', answer.clone());
    return answer;
  } catch (failure) {
    const page = await kept.match('/');
    if (!page) throw failure;
    return page;
  }
}

/** FNV-1a, 32 bits: enough to tell builds apart. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
