import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Preparation } from './preparationQueries';
import { keyOf } from './stations';

/** The roster on A4; only the printer sees it. */
export function PrintedRoster({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const times = useTimes();
  return (
    <div className="preparation-sheet" aria-hidden="true">
      <p>{preparation.unitName}</p>
      <h1>{t('sheet.title')}</h1>
      <p>{t('sheet.meeting', { title: preparation.title })}</p>
      {preparation.startsAt && (
        <p>{t('sheet.when', { time: `${times.clock(preparation.startsAt)}, ${times.day(preparation.startsAt)}` })}</p>
      )}
      <table>
        <thead>
          <tr>
            <th>{t('sheet.number')}</th>
            <th>{t('stations.name')}</th>
            <th>{t('sheet.duty')}</th>
            <th>{t('duty.name')}</th>
            <th>{t('duty.position')}</th>
            <th>{t('duty.phone')}</th>
            <th>{t('sheet.signature')}</th>
          </tr>
        </thead>
        {preparation.stations.map((station, index) => (
          <tbody key={keyOf(station)}>
            {(station.people.length > 0 ? station.people : [null]).map((person, line) => (
              <tr key={person ? `${person.role} ${person.name} ${person.phone}` : 'nobody'}>
                {line === 0 && (
                  <>
                    <td rowSpan={Math.max(1, station.people.length)}>{index + 1}</td>
                    <td rowSpan={Math.max(1, station.people.length)}>
                      {station.name}
                      {station.needsConfirming && ` (${t('states.again')})`}
                    </td>
                  </>
                )}
                <td>{person && t(`duties.${person.role}`)}</td>
                <td>{person ? person.name : t('duty.nobody')}</td>
                <td>{person?.position}</td>
                <td>{person?.phone}</td>
                <td />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
