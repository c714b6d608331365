import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSaying } from '../../ui/useSaying';
import { type TechnicalCheck, useStartRun } from './checkQueries';

const states = ['done', 'measuring', 'notIn', 'noAnswer'] as const;

/** How far the sites are that were asked to measure; asks those again of which something is wrong. */
export function RunStanding({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const say = useSaying();
  const run = useStartRun(check.meetingId);
  const asked = check.sites.filter((site) => site.asked !== null);
  if (asked.length === 0) return null;
  const again = asked.filter(
    (site) => site.mayCheck && (site.asked === 'noAnswer' || (site.asked === 'done' && site.result === 'failed')),
  );
  const press = () =>
    run.mutate(
      { siteIds: again.map(({ siteId }) => siteId) },
      { onSuccess: ({ sites }) => say.done(t('runStarted', { count: sites })), onError: say.refused },
    );
  return (
    <div className="check-run no-print" role="status">
      <strong>{t('runStanding', { count: asked.length })}</strong>
      {states.map((state) => (
        <span key={state}>{t(`asked.${state}`, { count: asked.filter((site) => site.asked === state).length })}</span>
      ))}
      {check.isOpen && again.length > 0 && (
        <Button loading={run.isPending} onClick={press}>
          {t('runAgain', { count: again.length })}
        </Button>
      )}
    </div>
  );
}
