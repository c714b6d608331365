import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredPart, MeasuringProblem } from '../../rtc/check/measurement';
import type { PartProgress } from '../../rtc/check/siteCheck';
import type { JudgedItem } from '../../rtc/check/siteDesk';
import { StateTag } from '../../ui/StateTag';
import type { SelfCheck } from './useSelfCheck';
import { Verdict } from './Verdict';

const tones = { waiting: 'plain', running: 'waiting', done: 'blue', failed: 'bad' } as const;

/** One thing that is measured: its name, how far it is, a picture of it, and what to do where it could not be measured. */
export function Card({
  part,
  title,
  progress,
  problem,
  items = [],
  children,
}: {
  part: string;
  title: string;
  progress: PartProgress;
  problem?: MeasuringProblem['code'] | undefined;
  /** As the server judges it; none before it has. */
  items?: readonly JudgedItem[];
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
      <Verdict items={items} />
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

/** What the server says of some items of the check, once it has judged. */
export function judgedOf({ judging }: SelfCheck, ...items: JudgedItem['item'][]): JudgedItem[] {
  return judging.judged?.items.filter(({ item }) => items.includes(item)) ?? [];
}
