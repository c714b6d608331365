import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema';
import { StateTag } from '../StateTag';
import type { MeetingStage } from './stages';
import './texts';

type Tone = ComponentProps<typeof StateTag>['tone'];
export type Standing = NonNullable<components['schemas']['DeadlineStanding']>;

const tones: Partial<Record<MeetingStage, Tone>> = {
  draft: 'plain',
  pendingApproval: 'waiting',
  returned: 'bad',
  rejected: 'bad',
  cancelled: 'bad',
  postponed: 'waiting',
  connecting: 'good',
  inSession: 'good',
  ready: 'good',
  ended: 'plain',
  summarised: 'plain',
};

export function StageTag({ stage }: { stage: MeetingStage }) {
  const { t } = useTranslation('meeting');
  return <StateTag tone={tones[stage] ?? 'blue'}>{t(`stages.${stage}`)}</StateTag>;
}

const standingTones: Record<Standing, Tone> = {
  notYet: 'plain',
  onTime: 'good',
  due: 'waiting',
  late: 'bad',
  exempted: 'blue',
};

/** In a list, what is on time or lies ahead needs no word. */
export function StandingTag({ standing, always = false }: { standing: Standing | null; always?: boolean }) {
  const { t } = useTranslation('meeting');
  if (!standing || ((standing === 'onTime' || standing === 'notYet') && !always)) return null;
  return <StateTag tone={standingTones[standing]}>{t(`standings.${standing}`)}</StateTag>;
}
