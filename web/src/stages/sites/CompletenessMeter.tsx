import { useTranslation } from 'react-i18next';

/** The share of the description that is filled in, as a bar and in words. */
export function CompletenessMeter({ percent }: { percent: number }) {
  const { t } = useTranslation('sites');
  const words = percent === 100 ? t('completeness.complete') : t('completeness.percent', { percent });
  return (
    <span className={`site-meter ${percent === 100 ? 'is-complete' : percent < 50 ? 'is-low' : ''}`}>
      <span className="site-meter-bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span>{words}</span>
    </span>
  );
}
