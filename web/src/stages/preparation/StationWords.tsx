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

export function StationPeople({ station }: { station: StationSummary }) {
  const { t } = useTranslation('preparation');
  if (station.people.length === 0) return <span className="preparation-note">{t('duty.nobody')}</span>;
  return (
    <span className="preparation-people">
      {station.needsConfirming && <i>{t('again.people')}</i>}
      {station.people.map((person) => (
        <span key={`${person.role} ${person.name} ${person.phone}`}>
          {t(`duties.${person.role}`)}: {person.name}
          {person.phone && `, ${person.phone}`}
        </span>
      ))}
    </span>
  );
}

export function StationProgress({ station }: { station: StationSummary }) {
  const { t } = useTranslation('preparation');
  const percent = station.items === 0 ? 100 : (station.done * 100) / station.items;
  return (
    <span className="preparation-progress">
      <span className="preparation-bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span>
        {t('stations.items', { done: station.done, count: station.items })}
        {station.wrong > 0 && <b>, {t('stations.wrong', { count: station.wrong })}</b>}
      </span>
    </span>
  );
}
