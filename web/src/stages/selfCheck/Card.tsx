import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredPart, MeasuringProblem } from '../../rtc/check/measurement';
import type { PartProgress } from '../../rtc/check/siteCheck';
import { StateTag } from '../../ui/StateTag';

const tones = { waiting: 'plain', running: 'waiting', done: 'blue', failed: 'bad' } as const;

/** One thing that is measured: its name, how far it is, a picture of it, and what to do where it could not be measured. */
export function Card({
  part,
  title,
  progress,
  problem,
  children,
}: {
  part: string;
  title: string;
  progress: PartProgress;
  problem?: MeasuringProblem['code'] | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation('selfCheck');
  return (
    <section className="self-check-card" data-part={part} data-progress={progress}>
      <header>
        <h2>{title}</h2>
        <StateTag tone={tones[progress]}>{t(`state.${progress}`)}</StateTag>
      </header>
      {children}
      {problem && <p className="self-check-problem">{t(`problem.${problem}`)}</p>}
    </section>
  );
}

export function problemOf(
  problems: readonly MeasuringProblem[],
  part: MeasuredPart,
): MeasuringProblem['code'] | undefined {
  return problems.find((problem) => problem.part === part)?.code;
}
