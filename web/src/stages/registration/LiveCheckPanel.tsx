import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { CapacityBar } from '../../ui/CapacityBar';
import { useTimes } from '../../ui/useTimes';
import type { Check } from './useLiveCheck';

/** What the time clashes with, and how full the capacity is; announced when it changes. */
export function LiveCheckPanel({ check }: { check: Check | undefined }) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  return (
    <section className="live-check" aria-label={t('form.checkTitle')} aria-live="polite">
      <h3>{t('form.checkTitle')}</h3>
      {!check && <p>{t('form.checkNoTime')}</p>}
      {check?.isDayOff && <Alert type="warning" showIcon title={t('form.dayOff')} />}
      {check?.capacity && <Capacity capacity={check.capacity} />}
      {check && check.clashes.length === 0 && <p className="check-clear">✓ {t('form.checkClear')}</p>}
      {check && check.clashes.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('form.clashes', { count: check.clashes.length })}
          description={
            <ul className="clashes">
              {check.clashes.map((clash) => (
                <li key={clash.meetingId ?? 'busy'}>
                  <strong>{clash.title || t('list.noTitle')}</strong>
                  <span>
                    {t(clash.meetingId ? 'form.clashWhen' : 'form.busyWhen', {
                      unit: clash.unitName,
                      start: times.dateTime(clash.startsAt),
                      end: times.clock(clash.endsAt),
                    })}
                  </span>
                  {clash.hasChair && <span>{t('form.clash.chair')}</span>}
                  {clash.place && <span>{t('form.clash.place', { place: clash.place })}</span>}
                  {clash.siteCount > 0 && (
                    <span>
                      {t('form.clash.site', { count: clash.siteCount })}: {clash.sites.join(', ')}
                      {clash.siteCount > clash.sites.length && ' …'}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </section>
  );
}

function Capacity({ capacity }: { capacity: NonNullable<Check['capacity']> }) {
  const { t } = useTranslation('registration');
  const { wanted, taken, capacity: ports, fits } = capacity;
  return (
    <>
      <CapacityBar
        taken={taken}
        wanted={wanted}
        capacity={ports}
        words={t('form.capacity', { wanted, taken, capacity: ports })}
      />
      {!fits && <p className="capacity-full">{t('form.capacityFull')}</p>}
    </>
  );
}
