import type { components } from '../api/schema';
import type { ProblemReport } from './problemReport';
import type { IceServer, Joined, MediaOffer, Problem, Waiting } from './protocol';
import type { Way } from './way';

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface JoinRequest {
  displayName: string;
  password: string | null;
  ticket: string | null;
  media: MediaOffer | null;
}

/** Where somebody comes in: a room's door, a meeting's, a personal link's. */
export interface Entrance {
  /** What is typed for it is remembered by this, as long as the page is open. */
  key: string;
  path: string;
  /** That worked for others who came in here as the same; null: none is known. */
  way?: Way | null;
  body(request: JoinRequest): unknown;
}

export function roomEntrance(roomId: string): Entrance {
  return { key: roomId, path: `/api/rooms/${encodeURIComponent(roomId)}/participants`, body: (request) => request };
}

/** The HTTP requests of docs/protocol.md section 4. Refusals and an unreachable server are values, never exceptions. */
export interface Door {
  join(entrance: Entrance, request: JoinRequest): Promise<Outcome<Joined | Waiting>>;
  putMedia(conferenceId: string, token: string, media: MediaOffer): Promise<Outcome<{ answer: { sdp: string } }>>;
  rejoin(conferenceId: string, token: string, media: MediaOffer | null): Promise<Outcome<Joined>>;
  leave(conferenceId: string, token: string): void;
  report(conferenceId: string, token: string, report: ProblemReport): Promise<Outcome<{ code: string }>>;
}

/** What the engine sees of a line that it measures: the generated LineMeasured. */
export type LineSeen = components['schemas']['LineMeasured'];

/** The status of a problem that stands for "no answer at all". */
export const unreachable = 0;

const requestTimeoutMs = 8000;

export class HttpDoor implements Door {
  readonly #language: () => string;

  constructor(language: () => string) {
    this.#language = language;
  }

  join(entrance: Entrance, request: JoinRequest): Promise<Outcome<Joined | Waiting>> {
    return this.#send('POST', entrance.path, entrance.body(request), null);
  }

  putMedia(conferenceId: string, token: string, media: MediaOffer): Promise<Outcome<{ answer: { sdp: string } }>> {
    return this.#send('PUT', `/api/conferences/${conferenceId}/participants/me/media`, media, token);
  }

  rejoin(conferenceId: string, token: string, media: MediaOffer | null): Promise<Outcome<Joined>> {
    return this.#send('POST', `/api/conferences/${conferenceId}/participants/me/rejoin`, { media }, token);
  }

  report(conferenceId: string, token: string, report: ProblemReport): Promise<Outcome<{ code: string }>> {
    return this.#send('POST', `/api/conferences/${conferenceId}/participants/me/problem-reports`, report, token);
  }

  leave(conferenceId: string, token: string): void {
    const path = `/api/conferences/${conferenceId}/participants/me/leave?access_token=${encodeURIComponent(token)}`;
    // A beacon outlives the page; a fetch of a closing page may not.
    if (!navigator.sendBeacon?.(path)) void fetch(path, { method: 'POST', keepalive: true }).catch(() => undefined);
  }

  /** The relays of the media engine, before joining; an unreachable server has none. */
  async iceServers(): Promise<IceServer[]> {
    const answer = await this.#send<{ iceServers: IceServer[] }>('GET', '/api/media/ice-servers', undefined, null);
    return answer.ok ? answer.value.iceServers : [];
  }

  /** An answer to an offer that is for measuring one way only. */
  async checkLine(offer: { sdp: string; mid: string }): Promise<{ sdp: string }> {
    const answer = await this.#send<{ answer: { sdp: string } }>('POST', '/api/media/checks', offer, null);
    if (!answer.ok) throw new Error(answer.problem.code);
    return answer.value.answer;
  }

  /** Has the engine measure the line of a connection that is for nothing else. */
  measureLine(offer: MediaOffer): Promise<Outcome<{ id: string; answer: { sdp: string } }>> {
    return this.#send('POST', '/api/media/measurements', { offer }, null);
  }

  /** A second connection, to which the screen that the first one sends comes back. */
  viewMeasured(id: string, offer: MediaOffer): Promise<Outcome<{ answer: { sdp: string } }>> {
    return this.#send('POST', `/api/media/measurements/${id}/viewer`, { offer }, null);
  }

  lineMeasured(id: string): Promise<Outcome<LineSeen>> {
    return this.#send('GET', `/api/media/measurements/${id}`, undefined, null);
  }

  async #send<T>(method: string, path: string, body: unknown, token: string | null): Promise<Outcome<T>> {
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      Accept: 'application/json, application/problem+json',
      'Accept-Language': this.#language(),
    };
    if (token) headers.Authorization = `Bearer ${token}`;
    else {
      const antiforgery = antiforgeryToken(document.cookie);
      if (antiforgery) headers['X-XSRF-TOKEN'] = antiforgery;
    }
    try {
      const response = await fetch(path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      if (response.ok) return { ok: true, value: (await response.json()) as T };
      return { ok: false, problem: await readProblem(response) };
    } catch {
      return {
        ok: false,
        problem: { status: unreachable, code: 'unreachable', title: '' },
      };
    }
  }
}

export function antiforgeryToken(cookie: string): string | null {
  const match = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(cookie);
  return match?.[1] ? decodeURIComponent(match[1]) : null;
}

async function readProblem(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  try {
    const body = (await response.json()) as Partial<Problem>;
    return {
      title: '',
      code: `http_${response.status}`,
      ...body,
      status: response.status,
      ...(retryAfter ? { retryAfter } : {}),
    };
  } catch {
    // A proxy in between answered with something of its own.
    return {
      status: response.status,
      code: `http_${response.status}`,
      title: '',
    };
  }
}

/** The server, or a proxy before it, is not able to answer now: trying again makes sense. */
export function isTransient(problem: Problem): boolean {
  return problem.status === unreachable || problem.status === 429 || problem.status >= 500;
}
