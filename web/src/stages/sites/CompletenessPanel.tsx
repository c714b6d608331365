import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CompletenessMeter } from './CompletenessMeter';
import { ownLineQuery, type SiteSummary } from './siteQueries';
import { stepOf } from './steps';

/** How much is filled in, and each missing thing as a link to where it goes. */
export function CompletenessPanel({ summary }: { summary: SiteSummary }) {
  const { t } = useTranslation('sites');
  const line = useQuery({ ...ownLineQuery(summary.id), enabled: summary.mayKeep });
  return (
    <section className={`panel ${summary.mayKeep ? 'is-kept' : ''}`} aria-labelledby="completeness-title">
      <h2 id="completeness-title">{t('completeness.title')}</h2>
      <p role="status" className="site-complete">
        <CompletenessMeter percent={summary.completeness} />
      </p>
      {summary.missing.length > 0 && (
        <>
          <p className="site-note">{t('completeness.missingCount', { count: summary.missing.length })}</p>
          <ul className="site-missing">
            {summary.missing.map((requirement) => (
              <li key={requirement}>
                <Link to={`#${stepOf(requirement).key}`}>{t(`missing.${requirement}`)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {line.data && (
        <p className="site-note site-own-line">
          {line.data.line
            ? t('line.own', { line: t(`values.${line.data.line}`), address: line.data.address })
            : t('line.unknown', { address: line.data.address })}
        </p>
      )}
    </section>
  );
}
