import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from '../Announcer';
import { ConnectionBanner } from '../ConnectionBanner';
import { MicrophoneIcon, MicrophoneLockedIcon, MicrophoneOffIcon } from '../icons';
import { useConference, useLive, useLocal, useMe, useReadable, useSnapshot } from '../live';
import { Notices } from '../Notices';
import { OwnBands } from '../OwnBands';
import { Stage } from '../Stage';
import styles from './kioskRoom.module.css';

export interface KioskHelp {
  words: string;
  isAsked: boolean;
  onPress: () => void;
}

const nothing = () => undefined;

/** The meeting on the wall of a site: the pictures, and under them in words whether the site is heard, with buttons for a remote control. */
export function KioskRoom({ help }: { help: KioskHelp }) {
  const snapshot = useSnapshot();
  return (
    <div className={styles.room}>
      <ConnectionBanner />
      <OwnBands />
      <main className={styles.middle}>
        <Stage
          layout={snapshot.layout}
          pinned={null}
          onPin={nothing}
          onGrid={nothing}
          onInvite={nothing}
          onWaiting={nothing}
        />
      </main>
      <Notices />
      <KioskBar help={help} />
      <SoundByAnyKey />
      <Announcer chatOpen={false} />
    </div>
  );
}

function KioskBar({ help }: { help: KioskHelp }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const { floorOffered } = useConference();
  const { microphone, talkingWhileMuted } = useLocal();
  const snapshot = useSnapshot();
  const me = useMe();
  const bar = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  // Whoever is asked to speak has only to press Enter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: being offered the floor is the reason to look at the button again.
  useEffect(() => first.current?.focus({ preventScroll: true }), [floorOffered]);
  const isLocked = me?.mayUnmute === false && !microphone.on;
  const handUp = snapshot.hands.some(({ participantId }) => participantId === snapshot.you);
  const words = microphone.on
    ? t('kiosk.microphoneOn')
    : microphone.problem
      ? t('kiosk.microphoneFault')
      : me?.mutedByChair
        ? t('kiosk.microphoneByChair')
        : isLocked
          ? t('kiosk.microphoneLocked')
          : t(talkingWhileMuted ? 'kiosk.talking' : 'kiosk.microphoneOff');
  const Icon = microphone.on ? MicrophoneIcon : isLocked ? MicrophoneLockedIcon : MicrophoneOffIcon;
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <footer className={styles.bar}>
      <p className={styles.microphone} data-state={microphone.on ? 'on' : 'off'} role="status">
        <Icon />
        {words}
      </p>
      <p className={styles.name}>{me?.displayName}</p>
      <div ref={bar} role="toolbar" aria-label={t('kiosk.controls')} className={styles.buttons} onKeyDown={move}>
        <button
          ref={first}
          type="button"
          className={styles.button}
          data-look={microphone.on ? 'live' : floorOffered ? 'offered' : undefined}
          aria-disabled={isLocked}
          onClick={() => void live.setMicrophone(!microphone.on)}
        >
          {t(microphone.on ? 'kiosk.turnOff' : floorOffered ? 'floor.accept' : 'kiosk.turnOn')}
        </button>
        <button
          type="button"
          className={styles.button}
          aria-pressed={handUp}
          onClick={() => void live.ask(handUp ? 'LowerHand' : 'RaiseHand')}
        >
          {t(handUp ? 'kiosk.lower' : 'kiosk.ask')}
        </button>
        <button type="button" className={styles.button} aria-pressed={help.isAsked} onClick={help.onPress}>
          {help.words}
        </button>
      </div>
    </footer>
  );
}

/** A browser that is not told otherwise holds sound back until a key was pressed. */
function SoundByAnyKey() {
  const { t } = useTranslation('live');
  const live = useLive();
  const blocked = useReadable(live.loudspeakers.blocked);
  useEffect(() => {
    if (!blocked) return;
    const resume = (): void => {
      live.local.level.resume();
      void live.loudspeakers.resume();
    };
    window.addEventListener('keydown', resume);
    window.addEventListener('pointerdown', resume);
    return () => {
      window.removeEventListener('keydown', resume);
      window.removeEventListener('pointerdown', resume);
    };
  }, [blocked, live]);
  return blocked ? (
    <p className={styles.sound} role="alert">
      {t('kiosk.sound')}
    </p>
  ) : null;
}
