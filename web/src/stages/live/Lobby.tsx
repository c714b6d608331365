import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepChoices, readChoices } from '../../rtc/choices';
import type { Problem } from '../../rtc/protocol';
import { networkKind } from '../../rtc/statistics';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import { DeviceAdvice } from './DeviceAdvice';
import { DevicePickers } from './DevicePickers';
import { CameraIcon, CameraOffIcon, CheckIcon, MicrophoneIcon, MicrophoneOffIcon, SignalIcon } from './icons';
import { useConference, useLive, useLocal } from './live';
import styles from './lobby.module.css';
import { PasswordField } from './PasswordField';
import { useTrackStream } from './useStream';
import { VideoView } from './VideoView';

/** What is known of a room before one is in it. */
export interface RoomDoor {
  roomId: string;
  name: string | null;
  unitName: string | null;
  mode: 'discussion' | 'training' | 'conference' | null;
  /** The room's own account needs no password: it opens the room. */
  isMine: boolean;
  /** Who one would be called if one typed nothing. */
  suggestedName: string;
}

interface LobbyProps {
  door: RoomDoor;
  /** Typed already in the dialog that led here. */
  password: string | null;
  onPassword: (password: string) => void;
}

/** See oneself, check the devices, give a name, enter. */
export function Lobby({ door, password: given, onPassword }: LobbyProps) {
  const { t } = useTranslation('live');
  const live = useLive();
  const { phase } = useConference();
  const [name, setName] = useState(() => readChoices().displayName || door.suggestedName);
  const [password, setPassword] = useState(given ?? '');
  const [tried, setTried] = useState(false);
  const nameId = useId();
  const refusal = phase.name === 'outside' ? phase.refusal : null;
  const wrongPassword = refusal?.code === 'room_password_wrong';
  const needsPassword = !door.isMine && (given === null || wrongPassword);
  const joining = phase.name === 'joining';

  useEffect(() => {
    if (given !== null) setPassword(given);
  }, [given]);

  const nameMissing = tried && name.trim() === '';
  const passwordMissing = tried && needsPassword && password === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    live.local.level.resume();
    const displayName = name.trim();
    if (!displayName || (needsPassword && !password) || joining) return;
    keepChoices({ displayName });
    if (!door.isMine) onPassword(password);
    void live.join({ roomId: door.roomId, displayName, password: door.isMine ? null : password });
  };

  return (
    <main className={styles.lobby}>
      <header className={styles.head}>
        <BrandMark />
        <div>
          <h1>{door.name ?? t('lobby.heading')}</h1>
          <p>{[door.unitName, door.mode && t(`mode.${door.mode}`)].filter(Boolean).join(' · ') || t('title')}</p>
        </div>
      </header>
      <div className={styles.left}>
        <Preview name={name} />
        <DeviceAdvice stillJoin />
        <DevicePickers />
      </div>
      <form className={styles.form} onSubmit={submit} noValidate>
        <h2>{t('lobby.heading')}</h2>
        <div className="hall-field">
          <label htmlFor={nameId}>{t('lobby.displayName')}</label>
          <input
            id={nameId}
            name="display-name"
            autoComplete="name"
            maxLength={100}
            value={name}
            aria-invalid={nameMissing}
            aria-describedby={`${nameId}-hint`}
            onChange={(event) => setName(event.target.value)}
          />
          <p id={`${nameId}-hint`} className="hall-hint">
            {t('lobby.displayNameHint')}
          </p>
          {nameMissing && (
            <p className="hall-fault" role="alert">
              {t('lobby.displayNameMissing')}
            </p>
          )}
        </div>
        {needsPassword && (
          <PasswordField
            value={password}
            fault={passwordMissing ? t('lobby.passwordMissing') : null}
            onChange={setPassword}
          />
        )}
        {refusal && <Refusal problem={refusal} />}
        <button type="submit" className={`hall-button ${styles.join}`} data-look="primary" disabled={joining}>
          {joining ? t('lobby.joining') : t(door.isMine ? 'lobby.open' : needsPassword ? 'lobby.agree' : 'lobby.join')}
        </button>
        <Readiness />
        <a className="hall-button" data-look="plain" href="/kiem-tra-ket-noi" target="_blank" rel="noopener">
          {t('lobby.checkLine')}
        </a>
        <a className="hall-button" data-look="plain" href="/">
          {t('back')}
        </a>
      </form>
      <footer className={styles.foot}>
        <HelpLine />
      </footer>
    </main>
  );
}

function Preview({ name }: { name: string }) {
  const { t } = useTranslation('live');
  const { local } = useLive();
  const { microphone, camera, cameraTrack } = useLocal();
  const stream = useTrackStream(cameraTrack);
  return (
    <section className={styles.preview} aria-label={t('lobby.preview')}>
      {stream ? (
        <VideoView stream={stream} />
      ) : (
        <div className={styles.none}>
          <CameraOffIcon />
          <p>{camera.busy ? t('lobby.opening') : t(camera.problem ? 'lobby.previewNone' : 'lobby.previewOff')}</p>
          {name && <strong>{name}</strong>}
        </div>
      )}
      <div className={styles.switches}>
        <button
          type="button"
          className="hall-button"
          data-on={microphone.on}
          disabled={microphone.busy}
          onClick={() => void local.setMicrophone(!microphone.on)}
        >
          {microphone.on ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
          {t(microphone.on ? 'bar.microphoneOff' : 'bar.microphoneOn')}
        </button>
        <button
          type="button"
          className="hall-button"
          data-on={camera.on}
          disabled={camera.busy}
          onClick={() => void local.setCamera(!camera.on)}
        >
          {camera.on ? <CameraIcon /> : <CameraOffIcon />}
          {t(camera.on ? 'bar.cameraOff' : 'bar.cameraOn')}
        </button>
      </div>
    </section>
  );
}

function Readiness() {
  const { t } = useTranslation('live');
  const { microphone, camera } = useLocal();
  const network = networkKind();
  return (
    <div className={styles.status}>
      {!microphone.problem && !camera.problem && !microphone.busy && !camera.busy && (
        <span className={styles.ok}>
          <CheckIcon />
          {t('lobby.ready')}
        </span>
      )}
      {network !== 'unknown' && (
        <span>
          <SignalIcon />
          {t(`lobby.network.${network}`)}
        </span>
      )}
      {network === 'wifi' && <span>{t('lobby.wifiHint')}</span>}
    </div>
  );
}

function Refusal({ problem }: { problem: Problem }) {
  const { t } = useTranslation('live');
  const words =
    problem.status === 0
      ? t('refusal.unreachable')
      : [problem.title, problem.detail].filter(Boolean).join('. ') || t('refusal.other', { code: problem.code });
  return (
    <p className={styles.refusal} role="alert">
      {words} {problem.retryAfter ? t('refusal.retryAfter', { seconds: problem.retryAfter }) : ''}
    </p>
  );
}
