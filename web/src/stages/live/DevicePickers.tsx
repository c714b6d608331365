import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, DeviceKind } from '../../rtc/choices';
import { canChooseLoudspeaker, playChime } from '../../rtc/loudspeakers';
import { SoundIcon } from './icons';
import { useLive, useLocal } from './live';
import styles from './lobby.module.css';
import { MicrophoneMeter } from './MicrophoneMeter';

/** Camera, microphone with its level, loudspeaker with a test sound: in the lobby and, during the meeting, in a dialog. */
export function DevicePickers() {
  const { t } = useTranslation('live');
  const local = useLocal();
  return (
    <div className={styles.checks}>
      <Picker kind="camera" devices={local.cameras} chosen={local.chosen.camera} />
      <div className="hall-field">
        <Picker kind="microphone" devices={local.microphones} chosen={local.chosen.microphone} />
        <MicrophoneMeter label={t('devices.level')} />
        <p className="hall-hint">{t('devices.levelHint')}</p>
      </div>
      <Loudspeaker devices={local.loudspeakers} chosen={local.chosen.loudspeaker} />
    </div>
  );
}

function Picker({ kind, devices, chosen }: { kind: DeviceKind; devices: Device[]; chosen: string | null }) {
  const { t } = useTranslation('live');
  const { local } = useLive();
  const id = useId();
  return (
    <div className="hall-field">
      <label htmlFor={id}>{t(`devices.${kind}`)}</label>
      <select
        id={id}
        value={chosen ?? devices[0]?.id ?? ''}
        disabled={devices.length === 0}
        onChange={(event) => void local.choose(kind, event.target.value)}
      >
        {devices.length === 0 && (
          <option value="">{t(kind === 'loudspeaker' ? 'devices.systemDefault' : 'devices.none')}</option>
        )}
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label || t('devices.unnamed', { number: index + 1 })}
          </option>
        ))}
      </select>
    </div>
  );
}

function Loudspeaker({ devices, chosen }: { devices: Device[]; chosen: string | null }) {
  const { t } = useTranslation('live');
  const { local } = useLive();
  const [testing, setTesting] = useState(false);
  const test = async () => {
    setTesting(true);
    local.level.resume();
    await playChime(chosen).catch(() => undefined);
    setTesting(false);
  };
  return (
    <div className="hall-field">
      {canChooseLoudspeaker() ? (
        <Picker kind="loudspeaker" devices={devices} chosen={chosen} />
      ) : (
        <>
          <span className="label">{t('devices.loudspeaker')}</span>
          <p className="hall-hint">{t('devices.systemDefault')}</p>
        </>
      )}
      <button type="button" className="hall-button" disabled={testing} onClick={() => void test()}>
        <SoundIcon />
        {testing ? t('devices.testing') : t('devices.testSound')}
      </button>
      <p className="hall-hint">{t('devices.testHint')}</p>
    </div>
  );
}
