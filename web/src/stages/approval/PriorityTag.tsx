import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import type { ApprovalItem } from './approvalQueries';

const tones = { provincialLeaders: 'bad', emergency: 'bad', urgent: 'waiting', other: 'plain' } as const;

export function PriorityTag({ priority }: { priority: ApprovalItem['priority'] }) {
  const { t } = useTranslation('approval');
  return <StateTag tone={tones[priority]}>{t(`priorities.${priority}`)}</StateTag>;
}
