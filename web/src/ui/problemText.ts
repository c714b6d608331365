import type { Problem } from '../api/problem';
import { problemsEn } from './problems.en';
import { problemsVi } from './problems.vi';

export interface ProblemText {
  /** What happened. */
  title: string;
  /** What it means and what to do. */
  advice: string;
  /** To read out on the phone. */
  code: string;
}

// Of the trace context's id (W3C, version-trace-span-flags) eight digits are enough to find the line in the log.
function shortTrace(traceId: string | null): string | undefined {
  return /^(?:00-)?([0-9a-f]{8})/.exec(traceId ?? '')?.[1];
}

/** The server's own words where it sent some, ours otherwise. `language` is `vi` or `en`. */
export function problemText(problem: Problem, language: string): ProblemText {
  const known: Record<string, { title: string; advice: string }> = language === 'en' ? problemsEn : problemsVi;
  const ours = known[problem.code] ?? known.unexpected;
  return {
    title: problem.title || (ours?.title ?? problem.code),
    advice: problem.detail || (ours?.advice ?? ''),
    code: [problem.code, shortTrace(problem.traceId)].filter(Boolean).join(' · '),
  };
}
