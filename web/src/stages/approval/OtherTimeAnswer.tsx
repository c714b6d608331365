import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import { useTimes } from '../../ui/useTimes';
import type { OtherTime } from './approvalQueries';

/** What the server says of a time that somebody has chosen: whether all fits then, what is in the way, whether the day is worked. */
export function OtherTimeAnswer({ answer }: { answer: OtherTime }) {
  const times = useTimes();
  const sentences = [...answer.against, ...answer.daysOff];
  return (
    <>
      <p>
        {times.clock(answer.startsAt)}–{times.clock(answer.endsAt)}, {times.day(answer.startsAt)}{' '}
        <Verdict answer={answer} />
      </p>
      {sentences.length > 0 && (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Verdict({ answer }: { answer: OtherTime }) {
  const { t } = useTranslation('approval');
  if (answer.isPast) return <StateTag tone="bad">{t('otherTime.past')}</StateTag>;
  if (answer.isSame) return <StateTag tone="bad">{t('otherTime.same')}</StateTag>;
  if (!answer.fits) return <StateTag tone="bad">{t('otherTime.taken')}</StateTag>;
  if (answer.daysOff.length > 0) return <StateTag tone="waiting">{t('otherTime.dayOff')}</StateTag>;
  return <StateTag tone="good">{t('otherTime.fits')}</StateTag>;
}
