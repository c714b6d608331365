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

/** The server's own words where it sent some, ours otherwise. `language` is `vi` or `en`. */
export function problemText(problem: Problem, language: string): ProblemText {
  const known: Record<string, { title: string; advice: string }> = language === 'en' ? problemsEn : problemsVi;
  const ours = known[problem.code] ?? known.unexpected;
  return {
    title: problem.title || (ours?.title ?? problem.code),
    advice: problem.detail || (ours?.advice ?? ''),
    code: problem.traceId ? `${problem.code} · ${problem.traceId.slice(0, 8)}` : problem.code,
  };
}
