import { useTranslation } from 'react-i18next';
import type { CalendarDay } from './calendarQueries';
import { dayKey, weeksOf } from './monthDays';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const saturday = 5;

interface MonthTableProps {
  year: number;
  month: number;
  days: ReadonlyMap<string, CalendarDay>;
  onChoose: (day: string) => void;
}

/** A month; each day is a button that says what it is. */
export function MonthTable({ year, month, days, onChoose }: MonthTableProps) {
  const { t } = useTranslation('workingDays');
  return (
    <table className="month panel">
      <caption>{t('month', { month })}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {t(`weekdays.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, index) =>
              day === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: blank cells are nothing but their place.
                <td key={`blank-${index}`} />
              ) : (
                <DayCell
                  key={day}
                  number={day}
                  isWeekend={index >= saturday}
                  known={days.get(dayKey(year, month, day))}
                  onChoose={() => onChoose(dayKey(year, month, day))}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell(props: { number: number; isWeekend: boolean; known: CalendarDay | undefined; onChoose: () => void }) {
  const { t } = useTranslation('workingDays');
  const { known } = props;
  const morning = known?.morning ?? !props.isWeekend;
  const afternoon = known?.afternoon ?? !props.isWeekend;
  const state = morning && afternoon ? 'worked' : morning || afternoon ? 'half' : 'off';
  const words = [String(props.number), known?.name, t(state)].filter(Boolean).join(', ');
  return (
    <td>
      <button
        type="button"
        className={`month-day is-${state}${known ? ' is-known' : ''}${known?.isSet ? ' is-set' : ''}`}
        title={known?.name}
        aria-label={words}
        onClick={props.onChoose}
      >
        {props.number}
      </button>
    </td>
  );
}
