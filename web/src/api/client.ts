import createClient, { type Middleware } from 'openapi-fetch';
import { readCookie } from './cookie';
import { Problem } from './problem';
import type { paths } from './schema';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const ourHeaders: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang || 'vi');
    if (!safeMethods.has(request.method)) {
      const token = readCookie(document.cookie, 'XSRF-TOKEN');
      if (token) request.headers.set('X-XSRF-TOKEN', token);
    }
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
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
