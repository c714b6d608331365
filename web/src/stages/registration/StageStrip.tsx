import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import type { Meeting } from './meetingQueries';

/** The way of the meeting with the place where it stands; beside the way (returned, postponed …) the last step that it has reached. */
export function StageStrip({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  const strip = useRef<HTMLOListElement>(null);
  const at = meeting.way.indexOf(meeting.stage);
  const reached = at >= 0 ? at : Math.max(0, ...meeting.passages.map((passage) => meeting.way.indexOf(passage.from)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls again when the stage changes.
  useEffect(() => {
    const here = strip.current?.querySelector('[data-here]');
    if (here && strip.current) strip.current.scrollLeft = (here as HTMLElement).offsetLeft - 16;
  }, [meeting.stage]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the strip is wider than the page and is scrolled by keyboard.
    <ol ref={strip} className="stage-strip" aria-label={t('page.way')} tabIndex={0}>
      {meeting.way.map((stage, index) => {
        const state = index < reached ? 'passed' : index === reached ? 'here' : 'ahead';
        const isHere = state === 'here' && at >= 0;
        return (
          <li
            key={stage}
            className={`is-${state}`}
            aria-current={isHere ? 'step' : undefined}
            data-here={state === 'here' ? '' : undefined}
          >
            <span className="stage-dot" aria-hidden="true">
              {index < reached ? '✓' : index + 1}
            </span>
            <span>{words(`stages.${stage}`)}</span>
            {state === 'passed' && <span className="visually-hidden"> ({t('page.passed')})</span>}
            {isHere && <span className="visually-hidden"> ({t('page.here')})</span>}
          </li>
        );
      })}
    </ol>
  );
}
