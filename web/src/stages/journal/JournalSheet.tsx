import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { useTimes } from '../../ui/useTimes';
import type { JournalLine } from './journalQueries';

/** What is printed instead of the page: the lines that it shows as a numbered table on A4, with who took it when. */
export function JournalSheet({ lines }: { lines: readonly JournalLine[] }) {
  const { t } = useTranslation('journal');
  const times = useTimes();
  const session = useSession().data;
  return (
    <section className="journal-sheet" aria-hidden="true">
      <p className="journal-sheet-issuer">{session?.account?.unitName ?? session?.installation.name}</p>
      <h1>{t('sheet.title')}</h1>
      <p className="journal-sheet-lead">
        {t('sheet.lines', { count: lines.length })} ·{' '}
        {t('sheet.taken', { time: times.dateTime(new Date()), by: session?.account?.email ?? '' })}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('column.index')}</th>
            <th>{t('column.time')}</th>
            <th>{t('column.severity')}</th>
            <th>{t('column.what')}</th>
            <th>{t('column.actor')}</th>
            <th>{t('column.about')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.id}>
              <td>{index + 1}</td>
              <td>{times.dateTime(line.at)}</td>
              <td>{t(`severity.${line.severity}`)}</td>
              <td>
                {[line.text, line.subject, ...line.details.map(({ name, value }) => `${name}: ${value}`)]
                  .filter(Boolean)
                  .join('; ')}
              </td>
              <td>{[line.actor ?? t('system'), line.address].filter(Boolean).join(', ')}</td>
              <td>{[line.meeting, line.site, line.unit].filter(Boolean).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
