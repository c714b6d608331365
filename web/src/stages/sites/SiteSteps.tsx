import { useTranslation } from 'react-i18next';
import type { SiteSummary } from './siteQueries';
import { missingIn, steps } from './steps';

interface SiteStepsProps {
  at: number;
  missing: SiteSummary['missing'];
  onStep: (index: number) => void;
}

/** The five steps of the form, each with how much it still lacks. */
export function SiteSteps({ at, missing, onStep }: SiteStepsProps) {
  const { t } = useTranslation('sites');
  return (
    <nav aria-label={t('steps.title')}>
      <ol className="site-steps">
        {steps.map((step, index) => {
          const open = missingIn(step, missing).length;
          return (
            <li key={step.key}>
              <button
                type="button"
                className={open === 0 ? 'is-complete' : ''}
                aria-current={index === at ? 'step' : undefined}
                onClick={() => onStep(index)}
              >
                <span className="site-step-number" aria-hidden="true">
                  {open === 0 ? '✓' : index + 1}
                </span>
                <span className="site-step-name">{t(`steps.${step.key}`)}</span>
                <span className="site-step-open">
                  {open === 0 ? t('steps.done') : t('steps.open', { count: open })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
