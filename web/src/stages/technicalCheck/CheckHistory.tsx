import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import { ResultTag } from './CheckWords';
import type { CheckItem, SiteCheck } from './checkQueries';

interface CheckHistoryProps {
  meetingId: string;
  siteId: string;
  /** The newest first. */
  checks: readonly SiteCheck[];
  /** Null: of the site as a whole. */
  item?: CheckItem | null;
}

/** All that was found, of one item or of the site, with who said so, what was measured, and the still picture. */
export function CheckHistory({ meetingId, siteId, checks, item = null }: CheckHistoryProps) {
  const { t } = useTranslation('technicalCheck');
  const times = useTimes();
  const shown = item === null ? checks : checks.filter(({ items }) => items.some((one) => one.item === item));
  if (shown.length === 0) return <p>{t('noHistory')}</p>;
  return (
    <ol className="check-history">
      {shown.map((check) => {
        const words = item === null ? check.items : check.items.filter((one) => one.item === item);
        const result = item === null ? check.result : (words[0]?.result ?? check.result);
        return (
          <li key={`${check.at} ${check.measurementId}`}>
            <ResultTag result={result} /> {t('by', { by: check.by, time: times.dateTime(check.at) })}
            {check.measurementId && `, ${t('measured')}`}
            {check.line && `, ${t(`lines.${check.line}`)}`}
            {check.isEarlier && ` (${t('earlierTime')})`}
            {check.note && <p>{check.note}</p>}
            {words.some(({ text, figures }) => text || figures) && (
              <ul>
                {words
                  .filter(({ text, figures }) => text || figures)
                  .map((word) => (
                    <li key={word.item}>
                      {[item === null && `${t(`items.${word.item}`)}:`, word.text, word.figures]
                        .filter(Boolean)
                        .join(' ')}
                    </li>
                  ))}
              </ul>
            )}
            {check.measurementId && check.hasPicture && (item === null || item === 'picture' || item === 'light') && (
              <img
                className="check-evidence"
                loading="lazy"
                alt={t('evidence', { time: times.dateTime(check.at) })}
                src={`/api/meetings/${meetingId}/check/sites/${siteId}/pictures/${check.measurementId}`}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
