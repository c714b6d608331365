import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepChoices } from '../../../rtc/choices';
import { Conference } from '../../../rtc/conference';
import { HttpDoor } from '../../../rtc/door';
import { dialHub } from '../../../rtc/hub';
import { KeptSeat } from '../../../rtc/keptSeat';
import { keptWay } from '../../../rtc/keptWay';
import { LocalMedia } from '../../../rtc/localMedia';
import { Loudspeakers } from '../../../rtc/loudspeakers';
import { kioskSlots } from '../../../rtc/peer';
import { Relays } from '../../../rtc/relays';
import '../hall.css';
import { LiveContext, useConference, useLive } from '../live';
import '../texts';
import { type Door, type DoorChoice, useDoor, wayAt } from '../useDoor';
import { type KioskHelp, KioskRoom } from './KioskRoom';
import styles from './kioskRoom.module.css';

/** A server that is being started again is asked this often; a kiosk is to be back within fifteen seconds. */
const tryAgainMs = 2_000;

interface KioskHallProps {
  meetingId: string;
  onGone: (how: 'ended' | 'removed') => void;
  help: KioskHelp;
}

/** The hall as a kiosk enters it: no lobby and no questions, and after any fault it comes back by itself. */
export function KioskHall({ meetingId, onGone, help }: KioskHallProps) {
  const door = useDoor({ kind: 'kiosk', id: meetingId });
  useEffect(() => {
    if (door.state !== 'closed') return;
    const timer = setTimeout(door.retry, tryAgainMs);
    return () => clearTimeout(timer);
  }, [door]);
  return (
    <div className="hall">
      {door.state === 'open' ? (
        <Entering door={door.door} onGone={onGone} help={help} />
      ) : (
        <Wait away={door.state === 'closed' && door.why === 'unreachable'} />
      )}
    </div>
  );
}

function Entering({ door, ...others }: { door: Door } & Omit<KioskHallProps, 'meetingId'>) {
  const [conference, setConference] = useState<Conference | null>(null);
  useEffect(() => {
    // Sites are muted when they come in; the machine has nobody else's wishes to keep.
    keepChoices({ microphoneOn: false, cameraOn: true });
    const local = new LocalMedia();
    const requests = new HttpDoor(() => document.documentElement.lang || 'vi');
    const made = new Conference({
      door: requests,
      relays: new Relays(() => requests.iceServers(), keptWay(), wayAt(door)),
      dial: dialHub,
      plan: kioskSlots,
      local,
      loudspeakers: new Loudspeakers(),
      seat: new KeptSeat(door.key),
    });
    setConference(made);
    const devices = local.open();
    const choice = door.meeting?.choices[0] ?? null;
    const entrance = (chosen: unknown) => door.entrance((chosen as DoorChoice | null) ?? choice);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enter = (): void => {
      if (made.state.get().phase.name !== 'outside') return;
      void made.join({ entrance: entrance(choice), displayName: '', password: null, choice });
    };
    const unwatch = made.state.subscribe(() => {
      const { phase } = made.state.get();
      clearTimeout(timer);
      if (phase.name === 'outside') timer = setTimeout(enter, tryAgainMs);
    });
    void made
      .comeBack(devices, entrance)
      .then(() => devices)
      .then(enter);
    return () => {
      unwatch();
      clearTimeout(timer);
      made.dispose();
      local.dispose();
    };
  }, [door]);
  if (!conference) return null;
  return (
    <LiveContext value={conference}>
      <Phases {...others} />
    </LiveContext>
  );
}

function Phases({ onGone, help }: Omit<KioskHallProps, 'meetingId'>) {
  const live = useLive();
  const { phase, snapshot } = useConference();
  const how = phase.name === 'gone' ? phase.how : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, whoever hears it by then.
  useEffect(() => {
    if (how === null) return;
    // The lights of camera and microphone go out with the meeting.
    live.local.release();
    onGone(how === 'removed' ? 'removed' : 'ended');
  }, [how, live]);
  if (phase.name === 'inside' && snapshot) return <KioskRoom help={help} />;
  if (phase.name === 'waiting') return <Wait waitingFor={phase.waitingFor} />;
  return <Wait words={phase.name === 'outside' ? (phase.refusal?.title ?? '') : ''} />;
}

interface WaitProps {
  away?: boolean;
  waitingFor?: 'chair' | 'admission';
  /** Why it is not in yet, in the server's words. */
  words?: string;
}

function Wait({ away = false, waitingFor, words = '' }: WaitProps) {
  const { t } = useTranslation('live');
  const what = away
    ? t('kiosk.away')
    : waitingFor === 'chair'
      ? t('kiosk.waitingChair')
      : waitingFor === 'admission'
        ? t('kiosk.waitingAdmission')
        : t('kiosk.joining');
  return (
    <main className={styles.wait} role="status">
      <p>{what}</p>
      {words && <p>{words}</p>}
    </main>
  );
}
