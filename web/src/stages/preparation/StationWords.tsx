import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag } from '../../ui/StateTag';
import type { StationSummary } from './preparationQueries';
import { type StationState, stateOf } from './stations';

const tones: Record<StationState, 'good' | 'waiting' | 'bad'> = {
  late: 'bad',
  again: 'waiting',
  noRoster: 'waiting',
  halfRoster: 'waiting',
  wrong: 'bad',
  open: 'waiting',
  ready: 'good',
};

/** How it stands with a station, in a word. */
export function StationTag({ station }: { station: StationSummary }) {
  const { t } = useTranslation('preparation');
  const state = stateOf(station);
  return <StateTag tone={tones[state]}>{t(`states.${state}`, { count: station.items - station.done })}</StateTag>;
}

export function StationProgress({ station }: { station: StationSummary }) {
  const { t } = useTranslation('preparation');
  return (
    <StationBar percent={station.items === 0 ? 100 : (station.done * 100) / station.items}>
      {t('stations.items', { done: station.done, count: station.items })}
      {station.wrong > 0 && <b>, {t('stations.wrong', { count: station.wrong })}</b>}
    </StationBar>
  );
}

/** How much of a list is done, as a bar and in words. */
export function StationBar({ percent, children }: { percent: number; children: ReactNode }) {
  return (
    <span className="preparation-progress">
      <span className="preparation-bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span>{children}</span>
    </span>
  );
}
