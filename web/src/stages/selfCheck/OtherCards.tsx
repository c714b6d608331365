import { useTranslation } from 'react-i18next';
import type { SiteCheckState } from '../../rtc/check/siteCheck';
import { Card, judgedOf, problemOf } from './Card';
import { useFigures } from './useFigures';
import { type SelfCheck, usePresentationTry } from './useSelfCheck';

/** Somebody has to choose a window, so it is not part of the run. */
export function PresentationCard({ self }: { self: SelfCheck }) {
  const { t } = useTranslation('selfCheck');
  const tried = usePresentationTry(self);
  const { presentation } = self.state.measurement;
  const progress = tried.isRunning ? 'running' : tried.problem ? 'failed' : presentation ? 'done' : 'waiting';
  return (
    <Card
      part="presentation"
      items={judgedOf(self, 'presentation')}
      title={t('part.presentation')}
      progress={progress}
      problem={tried.problem ?? undefined}
    >
      <p>{t('presentation.hint')}</p>
      <button type="button" disabled={tried.isRunning} onClick={tried.start}>
        {t(tried.isRunning ? 'presentation.trying' : 'presentation.try')}
      </button>
      {presentation && !tried.isRunning && (
        <p>
          {t(
            presentation.isSeen
              ? 'presentation.seen'
              : presentation.isOffered
                ? 'presentation.notSeen'
                : 'presentation.notOffered',
          )}
        </p>
      )}
    </Card>
  );
}

/** Less is the precision of the measurement itself: the server tells whole seconds. */
const rightWithinMs = 500;

export function MachineCard({ state }: { state: SiteCheckState }) {
  const { t } = useTranslation('selfCheck');
  const figures = useFigures();
  const { measurement, deviceChanges, progress } = state;
  const offset = measurement.clockOffsetMs;
  const seconds = figures.one(Math.abs(offset ?? 0) / 1000);
  const standing = Math.abs(offset ?? 0) <= rightWithinMs ? 'right' : (offset ?? 0) > 0 ? 'ahead' : 'behind';
  return (
    <Card
      part="machine"
      title={t('part.machine')}
      progress={progress.clock}
      problem={problemOf(measurement.problems, 'clock')}
    >
      {measurement.devices.length === 0 ? (
        <p>{t('machine.none')}</p>
      ) : (
        <ul>
          {measurement.devices.map(({ kind, label }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two devices may have one name.
            <li key={n}>{`${t(`part.${kind}`)}: ${label}`}</li>
          ))}
        </ul>
      )}
      {deviceChanges && deviceChanges.length > 0 && (
        <div className="self-check-changes">
          <p>{t('machine.changed')}</p>
          <ul>
            {deviceChanges.map(({ device, change }, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two devices may have one name.
              <li key={n}>{t(`machine.${change}`, { label: device.label })}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        {offset === null
          ? t('machine.clockUnknown')
          : t('machine.clock', { offset: t(`machine.${standing}`, { seconds }) })}
      </p>
    </Card>
  );
}
