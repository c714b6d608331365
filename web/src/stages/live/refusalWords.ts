import type { TFunction } from 'i18next';
import { unreachable } from '../../rtc/door';
import type { Problem } from '../../rtc/protocol';

/** Of both kinds of request: those of the office's client, and those of the call. */
type Refused = Pick<Problem, 'status' | 'code' | 'title'> & { detail?: string | null; retryAfter?: number | null };

const known = ['room_password_wrong', 'room_locked', 'room_full', 'too_many_attempts'] as const;

/**
 * Why a door stays closed, in the language that is read now: what is said most often has words of its own here, because the server's stay in
 * the language in which they were asked for.
 */
export function refusalWords(problem: Refused, t: TFunction<'live'>): string {
  const code = known.find((one) => one === problem.code);
  const words =
    problem.status === unreachable
      ? t('refusal.unreachable')
      : code
        ? t(`refusal.known.${code}`)
        : [problem.title, problem.detail].filter(Boolean).join('. ') || t('refusal.other', { code: problem.code });
  return [words, problem.retryAfter && t('refusal.retryAfter', { seconds: problem.retryAfter })]
    .filter(Boolean)
    .join(' ');
}
