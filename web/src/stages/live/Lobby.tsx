import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepChoices, readChoices } from '../../rtc/choices';
import type { Problem } from '../../rtc/protocol';
import { networkKind } from '../../rtc/statistics';
import { BrandMark } from '../../ui/BrandMark';
import { HelpLine } from '../../ui/HelpLine';
import { CheckIcon } from '../../ui/icons';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { clockText, dateText, vietnamTime } from '../../ui/time';
import { DeviceAdvice } from './DeviceAdvice';
import { DevicePickers } from './DevicePickers';
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon, SignalIcon } from './icons';
import { useConference, useLive, useLocal } from './live';
import styles from './lobby.module.css';
import { PasswordField } from './PasswordField';
import { refusalWords } from './refusalWords';
import type { Door, DoorChoice } from './useDoor';
import { useTrackStream } from './useStream';
import { VideoView } from './VideoView';

interface LobbyProps {
  door: Door;
  /** Typed already in the dialog that led here. */
  password: string | null;
  onPassword: (password: string) => void;
}

/** See oneself, check the devices, give a name, enter. */
export function Lobby({ door, password: given, onPassword }: LobbyProps) {
  const { t } = useTranslation('live');
  const live = useLive();
  const { phase } = useConference();
  const [name, setName] = useState(() => (door.meeting ? '' : readChoices().displayName || door.suggestedName));
  const [password, setPassword] = useState(given ?? '');
  const [tried, setTried] = useState(false);
  const nameId = useId();
  const refusal = phase.name === 'outside' ? phase.refusal : null;
  const wrongPassword = refusal?.code === 'room_password_wrong';
  const needsPassword = !door.isOpen && (given === null || wrongPassword);
  const choices = door.meeting?.choices ?? [];
  // Who was called comes in as the site that was called.
  const [chosen, setChosen] = useState(() => Math.max(0, calledAs(choices)));
  const choice = choices[chosen] ?? null;
  // A site's machine is called what the site is called, unless somebody writes otherwise.
  const mayBeNameless = choice !== null && (choice.capacity === 'site' || choice.name !== null);
  const joining = phase.name === 'joining';

  useEffect(() => {
    if (given !== null) setPassword(given);
  }, [given]);

  const nameMissing = tried && name.trim() === '' && !mayBeNameless;
  const passwordMissing = tried && needsPassword && password === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    live.local.level.resume();
    const displayName = name.trim();
    if ((!displayName && !mayBeNameless) || (needsPassword && !password) || joining) return;
    if (displayName) keepChoices({ displayName });
    if (!door.isOpen) onPassword(password);
    void live.join({ entrance: door.entrance(choice), displayName, password: door.isOpen ? null : password, choice });
  };

  return (
    <main className={styles.lobby}>
      <header className={styles.head}>
        <BrandMark />
        <div>
          <h1>{door.name ?? t('lobby.heading')}</h1>
          <p>{[door.unitName, door.mode && t(`mode.${door.mode}`)].filter(Boolean).join(' · ') || t('title')}</p>
        </div>
        <LanguageSwitch />
      </header>
      <div className={styles.left}>
        <Preview name={name} />
        <DeviceAdvice stillJoin />
        <DevicePickers />
      </div>
      <form className={styles.form} onSubmit={submit} noValidate>
        <h2>{t('lobby.heading')}</h2>
        {door.meeting && <MeetingFacts meeting={door.meeting} />}
        {choices.length > 1 && <Capacities choices={choices} chosen={chosen} onChoose={setChosen} />}
        {choices.length === 1 && choice && <p className={styles.as}>{capacityName(choice, t)}</p>}
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
            {t(mayBeNameless ? 'meeting.siteName' : 'lobby.displayNameHint')}
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
        <button
          type="submit"
          className={`hall-button ${styles.join}`}
          data-look="primary"
          disabled={joining || door.meeting?.isOver}
        >
          {joining
            ? t('lobby.joining')
            : t(
                door.isMine
                  ? 'lobby.open'
                  : door.meeting
                    ? 'meeting.enter'
                    : needsPassword
                      ? 'lobby.agree'
                      : 'lobby.join',
              )}
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

type Texts = ReturnType<typeof useTranslation<'live'>>['t'];

/** @returns −1: nobody was called, or as a site that is none of the choices. */
function calledAs(choices: DoorChoice[]): number {
  const site = new URLSearchParams(window.location.search).get('diem-cau');
  return site === null ? -1 : choices.findIndex((one) => one.capacity === 'site' && one.siteId === site);
}

function capacityName(choice: DoorChoice, t: Texts): string {
  const name = choice.siteName ?? '';
  switch (choice.capacity) {
    case 'site':
      return t(choice.isMainSite ? 'meeting.mainSite' : 'meeting.site', { name });
    case 'delegate':
      return t('meeting.delegate', { name });
    case 'chair':
    case 'operator':
    case 'secretary':
      return [t(`meeting.${choice.capacity}`), choice.name].filter(Boolean).join(' – ');
    default:
      return choice.name ?? '';
  }
}

function Capacities({
  choices,
  chosen,
  onChoose,
}: {
  choices: DoorChoice[];
  chosen: number;
  onChoose: (index: number) => void;
}) {
  const { t } = useTranslation('live');
  const id = useId();
  return (
    <div className="hall-field">
      <label htmlFor={id}>{t('meeting.as')}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(Number(event.target.value))}>
        {choices.map((choice, index) => (
          <option key={`${choice.capacity}-${choice.siteId ?? choice.name ?? ''}`} value={index}>
            {capacityName(choice, t)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** When it is, and from when one can come in. */
function MeetingFacts({ meeting }: { meeting: NonNullable<Door['meeting']> }) {
  const { t, i18n } = useTranslation('live');
  const clock = (time: string) => clockText(time, i18n.language, vietnamTime);
  return (
    <div className={styles.facts}>
      {meeting.startsAt && (
        <strong>
          {t('meeting.when', { time: clock(meeting.startsAt), day: dateText(meeting.startsAt, vietnamTime) })}
        </strong>
      )}
      <span>{t('meeting.number', { number: meeting.number })}</span>
      {meeting.isOver ? (
        <span className="hall-warn" role="alert">
          {t('meeting.over')}
        </span>
      ) : meeting.openSince ? (
        <span className={styles.ok}>{t('meeting.isOpen')}</span>
      ) : (
        meeting.opensAt && <span>{t('meeting.opensAt', { time: clock(meeting.opensAt) })}</span>
      )}
    </div>
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
      {microphone.busy || camera.busy ? (
        <span>{t('lobby.openingDevices')}</span>
      ) : (
        !microphone.problem &&
        !camera.problem && (
          <span className={styles.ok}>
            <CheckIcon />
            {t('lobby.ready')}
          </span>
        )
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
  return (
    <p className={styles.refusal} role="alert">
      {refusalWords(problem, t)}
    </p>
  );
}
