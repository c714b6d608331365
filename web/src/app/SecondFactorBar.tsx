import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Session } from '../api/session';
import { useTimes } from '../ui/useTimes';
import './OfflineBar.css';

const dayMs = 24 * 60 * 60 * 1000;

/** Says until when the account's role lets it go on without a second factor. */
export function SecondFactorBar({ demanded }: { demanded: NonNullable<Session['secondFactor']> }) {
  const { t } = useTranslation('app');
  const times = useTimes();
  const days = Math.max(0, Math.ceil((Date.parse(demanded.by) - Date.now()) / dayMs));
  return (
    <div role="status" className="offline-bar no-print">
      <p>
        {demanded.isConfined ? (
          t('secondFactor.over')
        ) : (
          <Trans
            t={t}
            i18nKey="secondFactor.due"
            count={days}
            values={{ day: times.date(demanded.by) }}
            components={{ setUp: <Link to="/tai-khoan" /> }}
          />
        )}
      </p>
    </div>
  );
}
