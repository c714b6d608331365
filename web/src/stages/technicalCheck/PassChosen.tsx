import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asking } from '../../ui/asking';
import { useSaying } from '../../ui/useSaying';
import { type TechnicalCheck, usePassSites } from './checkQueries';

interface PassChosenProps {
  check: TechnicalCheck;
  chosen: ReadonlySet<string>;
  onDone: () => void;
}

/** "Đạt" for all that were chosen; what has failed among them stays. */
export function PassChosen({ check, chosen, onDone }: PassChosenProps) {
  const { t } = useTranslation('technicalCheck');
  const say = useSaying();
  const pass = usePassSites(check.meetingId);
  const theirs = check.sites.filter(({ siteId, mayCheck }) => chosen.has(siteId) && mayCheck);
  const open = theirs.filter(({ result }) => result === 'notChecked');
  const send = async () => {
    try {
      const { passed } = await pass.mutateAsync(open.map(({ siteId }) => siteId));
      say.done(t('passedAll', { count: passed }));
      onDone();
    } catch (error) {
      say.refused(error);
    }
  };
  const ask = () =>
    asking.ask({
      title: t('passChosenTitle', { count: open.length }),
      content: t('passAllText'),
      act: t('pass'),
      isDanger: false,
      isCareful: false,
      onAct: send,
    });
  return (
    <p className="check-chosen no-print" role="status">
      {t('chosen', { count: chosen.size })}
      <Button type="primary" disabled={open.length === 0} onClick={ask}>
        {t('passChosen', { count: open.length })}
      </Button>
      <Button onClick={onDone}>{t('chooseNone')}</Button>
    </p>
  );
}
