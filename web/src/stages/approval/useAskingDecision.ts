import { useTranslation } from 'react-i18next';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useTimes } from '../../ui/useTimes';
import type { Approval } from './approvalQueries';
import type { Decision, useDecisions } from './useDecisions';

/** Decisions that one button or one key would make: each is asked about once. What is written in a dialog has been asked there. */
export function useAskingDecision(approval: Approval | undefined, decisions: ReturnType<typeof useDecisions>) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const ask = useOfficialAct();
  return (decision: Decision) => {
    if (!approval) return;
    const { item, letter, need } = approval;
    const onAct = () => decisions.mutateAsync(decision);
    if (decision.kind === 'approve') {
      ask({
        title: t('asking.approve', { title: item.title }),
        act: t('decide.approve'),
        tells: t('asking.approveTells', { ports: need.ports, sites: item.siteCount, unit: item.unitName }),
        empty: [!letter?.number && t('asking.letterNumber'), !item.chairName && t('facts.chair')].filter(
          (name) => name !== false,
        ),
        onAct,
      });
    } else if (decision.kind === 'reschedule') {
      const time = `${times.clock(decision.startsAt)}, ${times.date(decision.startsAt)}`;
      ask({
        title: t('asking.reschedule', { title: item.title, time }),
        act: t('decide.reschedule', { time }),
        tells: t('asking.rescheduleTells', { sites: item.siteCount, unit: item.unitName }),
        onAct,
      });
    } else {
      decisions.mutate(decision);
    }
  };
}
