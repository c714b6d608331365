import type { components } from './schema';

type ProblemBody = Partial<components['schemas']['Problem']>;

/**
 * A refusal of the server (RFC 9457), or `offline` / `unreachable` when no answer came.
 * `title` and `detail` are already in the reader's language when the server wrote them; both are empty otherwise.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly traceId: string | null;
  /** Field name → what is wrong with it. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Seconds after which trying again makes sense; null when the server did not say. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.title ?? body.code ?? String(status));
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? codeOfStatus(status);
    this.title = body.title ?? '';
    this.detail = body.detail ?? '';
    this.traceId = body.traceId ?? null;
    this.fields = body.errors ?? {};
    this.retryAfter = retryAfter;
  }

  static of(response: Response, body: unknown): Problem {
    const seconds = Number(response.headers.get('Retry-After'));
    return new Problem(
      response.status,
      isProblemBody(body) ? body : {},
      Number.isFinite(seconds) && seconds > 0 ? seconds : null,
    );
  }

  static noAnswer(): Problem {
    return new Problem(0, { code: navigator.onLine ? 'unreachable' : 'offline' });
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, { code: 'unexpected' });
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && ('title' in body || 'code' in body);
}

// A proxy in between answers without our code; these are the ones a person can act on.
function codeOfStatus(status: number): string {
  switch (status) {
    case 401:
      return 'not_signed_in';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 429:
      return 'too_many_attempts';
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    default:
      return status >= 500 ? 'internal' : 'unexpected';
  }
}
