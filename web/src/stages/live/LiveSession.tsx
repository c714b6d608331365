import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeHandover } from '../../api/joinHandover';
import { readChoices } from '../../rtc/choices';
import { Conference } from '../../rtc/conference';
import { HttpDoor } from '../../rtc/door';
import { dialHub } from '../../rtc/hub';
import { KeptSeat } from '../../rtc/keptSeat';
import { keptWay } from '../../rtc/keptWay';
import { LocalMedia } from '../../rtc/localMedia';
import { Loudspeakers } from '../../rtc/loudspeakers';
import { pcSlots, phoneSlots } from '../../rtc/peer';
import { Relays } from '../../rtc/relays';
import { BrandMark } from '../../ui/BrandMark';
import { Gone } from './Gone';
import { Lobby } from './Lobby';
import { type Live, LiveContext, useConference } from './live';
import { Room } from './Room';
import { type Door, type DoorChoice, wayAt } from './useDoor';
import { Waiting } from './Waiting';

interface LiveSessionProps {
  door: Door;
  onAgain: () => void;
}

/** From the lobby to the last page: one conference with its devices, which live as long as this is shown. */
export function LiveSession({ door, onAgain }: LiveSessionProps) {
  const [conference, setConference] = useState<Conference | null>(null);
  useEffect(() => {
    const local = new LocalMedia();
    const requests = new HttpDoor(() => document.documentElement.lang || 'vi');
    const made = new Conference({
      door: requests,
      relays: new Relays(() => requests.iceServers(), keptWay(), wayAt(door)),
      dial: dialHub,
      plan: window.matchMedia('(pointer: coarse) and (max-width: 900px)').matches ? phoneSlots : pcSlots,
      local,
      loudspeakers: new Loudspeakers(),
      seat: new KeptSeat(door.key),
    });
    setConference(made);
    void made.comeBack(local.open(), (choice) => door.entrance(choice as DoorChoice | null));
    return () => {
      made.dispose();
      local.dispose();
    };
  }, [door]);
  if (!conference) return null;
  return (
    <LiveContext value={conference}>
      <LivePhases door={door} live={conference} onAgain={onAgain} />
    </LiveContext>
  );
}

/** What was typed once is kept for coming back: in memory, for as long as this page is open. */
const typed = new Map<string, string>();

export function LivePhases({ door, live, onAgain }: LiveSessionProps & { live: Live }) {
  const { t } = useTranslation('live');
  const { phase, snapshot } = useConference();
  const [password, setPassword] = useState<string | null>(() => typed.get(door.key) ?? null);
  useEffect(() => {
    const given = takeHandover(door.key)?.password;
    if (given) {
      typed.set(door.key, given);
      setPassword(given);
    }
  }, [door.key]);
  const inside = phase.name === 'inside' && snapshot !== null;
  const gone = phase.name === 'gone';
  useEffect(() => {
    if (!gone) return;
    // The lights of camera and microphone go out with the meeting.
    live.local.release();
  }, [gone, live]);

  if (inside) return <Room door={door} />;
  if (phase.name === 'gone') return <Gone phase={phase} onRejoin={onAgain} />;
  if (phase.name === 'returning') {
    return (
      <main className="hall-page" role="status">
        <BrandMark className="mark" />
        <p>{t('door.returning')}</p>
      </main>
    );
  }
  if (phase.name === 'waiting') {
    return <Waiting waitingFor={phase.waitingFor} roomName={door.name ?? ''} displayName={readChoices().displayName} />;
  }
  return <Lobby door={door} password={password} onPassword={(words) => typed.set(door.key, words)} />;
}
