import createClient, { type Middleware } from 'openapi-fetch';
import { readCookie } from './cookie';
import { lostSession } from './lostSession';
import { Problem } from './problem';
import type { paths } from './schema';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const ourHeaders: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang || 'vi');
    if (!safeMethods.has(request.method)) addToken(request);
    return request;
  },
};

function addToken(request: Request): void {
  const token = readCookie(document.cookie, 'XSRF-TOKEN');
  if (token) request.headers.set('X-XSRF-TOKEN', token);
}

/**
 * A sign-in or sign-out in another tab makes this page's antiforgery token worthless. The session answers with a new one,
 * and the request is made once more.
 */
async function fetchWithFreshToken(request: Request): Promise<Response> {
  const again = safeMethods.has(request.method) ? null : request.clone();
  const response = await fetch(request);
  if (again === null || response.status !== 400) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (!(body && typeof body === 'object' && 'code' in body && body.code === 'page_too_old')) return response;
  await fetch('/api/session', { credentials: 'same-origin' });
  addToken(again);
  return fetch(again);
}

/** The session has ended while somebody works on a page: the request waits until that person has signed in again. */
async function fetchAsOneself(request: Request): Promise<Response> {
  if (!lostSession.isHeld) return fetchWithFreshToken(request);
  const again = request.clone();
  const response = await fetchWithFreshToken(request);
  if (response.status !== 401) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (Problem.of(response, body).code !== 'not_signed_in') return response;
  const isAct = !safeMethods.has(again.method);
  if (!(await lostSession.signInAgain(isAct))) return response;
  if (isAct) addToken(again);
  return fetchWithFreshToken(again);
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: fetchAsOneself,
});
api.use(ourHeaders);

interface Answered {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Waits for a call of `api` and gives its body; every refusal and every lost connection is a thrown `Problem`. */
export async function answerOf<A extends Answered>(call: Promise<A>): Promise<NonNullable<A['data']>> {
  let result: A;
  try {
    result = await call;
  } catch {
    throw Problem.noAnswer();
  }
  if (!result.response.ok) throw Problem.of(result.response, result.error);
  return result.data as NonNullable<A['data']>;
}

/** A file as the whole body of a request. */
export function wholeBody(file: File) {
  return {
    // The schema calls any stream of bytes a string.
    body: file as unknown as string,
    bodySerializer: () => file,
    headers: { 'Content-Type': 'application/octet-stream' },
  };
}
