import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnPaper } from '../../ui/useOnPaper';
import type { Meeting } from './meetingQueries';

type Item = NonNullable<Meeting['content']['script']>[number];

/** As many as stand beside the facts on a laptop; one more is shown rather than a button for it. */
const shownAtFirst = 6;

interface MeetingScriptProps {
  script: readonly Item[];
  nameOf: (siteId: string | null | undefined) => string | undefined;
}

/** The script in lines: what, who from where, how long. */
export function MeetingScript({ script, nameOf }: MeetingScriptProps) {
  const { t } = useTranslation('registration');
  const [all, setAll] = useState(false);
  const onPaper = useOnPaper();
  const shown = all || onPaper || script.length <= shownAtFirst + 1 ? script : script.slice(0, shownAtFirst);
  const minutes = script.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  return (
    <section className="panel" aria-labelledby="script-title">
      <h2 id="script-title">
        {t('page.script')} <small>{t('page.minutes', { count: minutes })}</small>
      </h2>
      <ol className="meeting-script">
        {shown.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name, and stay where they are.
          <li key={index}>
            <span>
              <b>{item.title}</b>
              <small>
                {[item.speaker, nameOf(item.speakingSiteId), item.cue && t(`cues.${item.cue}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <span>{t('page.minutes', { count: item.minutes })}</span>
          </li>
        ))}
      </ol>
      {shown.length < script.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('page.wholeScript', { count: script.length })}
        </Button>
      )}
    </section>
  );
}
