import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import type { CheckCounts, CheckResult } from './checkQueries';

const tones = { passed: 'good', failed: 'bad', notChecked: 'plain' } as const;

/** Đạt, Chưa đạt, Chưa kiểm tra: a word and a colour. */
export function ResultTag({ result }: { result: CheckResult }) {
  const { t } = useTranslation('technicalCheck');
  return <StateTag tone={tones[result]}>{t(`results.${result}`)}</StateTag>;
}

/** How much of a whole has passed, has not, and is still to be looked at; the words stand beside it. */
export function CheckBar({ counts }: { counts: CheckCounts }) {
  const whole = Math.max(1, counts.passed + counts.failed + counts.notChecked);
  return (
    <span className="check-bar" aria-hidden="true">
      <span className="is-passed" style={{ width: `${(counts.passed * 100) / whole}%` }} />
      <span className="is-failed" style={{ width: `${(counts.failed * 100) / whole}%` }} />
    </span>
  );
}
