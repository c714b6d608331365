import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { keepScreenOn } from '../../rtc/screenWake';
import { BrandMark } from '../../ui/BrandMark';
import { useNow } from '../../ui/useNow';
import './kiosk.css';
import { KioskLink, type KioskScreen } from './kioskLink';
import { NextScreen } from './NextScreen';
import { PairingScreen } from './PairingScreen';
import './texts';
import { type Course, type SiteSession, whereToBe } from './whereToBe';

/** How a stay in a meeting ends: it is over, or the chair has asked the site to leave. */
export type Departure = 'ended' | 'removed';

/** The button for help inside the meeting. */
export interface HallHelp {
  words: string;
  isAsked: boolean;
  onPress: () => void;
}

interface KioskPageProps {
  /** The meeting itself, without anything that needs a mouse. */
  hall: (session: SiteSession, onGone: (how: Departure) => void, help: HallHelp) => ReactNode;
}

/** `/may-diem-cau`: the machine of a site, from the code by which it is paired to the meeting that it comes into by itself. */
export function KioskPage({ hall }: KioskPageProps) {
  const { t } = useTranslation('kiosk');
  const [link] = useState(() => new KioskLink());
  const state = useSyncExternalStore(link.state.subscribe, link.state.get);
  useEffect(() => {
    link.start();
    const letGo = keepScreenOn();
    return () => {
      link.end();
      letGo();
    };
  }, [link]);
  useEffect(() => {
    document.title = `${t('title')} – DiemCau`;
  }, [t]);
  return (
    <div className="kiosk">
      {state.name === 'starting' && (
        <main className="kiosk-start" role="status">
          <BrandMark className="kiosk-mark" />
          <p>{t(state.isReachable ? 'starting' : 'unreachable')}</p>
        </main>
      )}
      {state.name === 'unpaired' && <PairingScreen code={state.code} isReachable={state.isReachable} />}
      {state.name === 'paired' && (
        <Paired
          screen={state.screen}
          clockAheadMs={state.clockAheadMs}
          isReachable={state.isReachable}
          hall={hall}
          onLook={() => void link.look()}
          onHelp={(isWanted, meetingId) => void link.callForHelp(isWanted, meetingId)}
        />
      )}
    </div>
  );
}

interface PairedProps extends KioskPageProps {
  screen: KioskScreen;
  clockAheadMs: number;
  isReachable: boolean;
  onLook: () => void;
  onHelp: (isWanted: boolean, meetingId: string | null) => void;
}

function Paired({ screen, clockAheadMs, isReachable, hall, onLook, onHelp }: PairedProps) {
  const { t } = useTranslation('kiosk');
  const now = useNow(1000) + clockAheadMs;
  const [course, setCourse] = useState<Course>({ inside: null, sentAway: null });
  // A stay that has ended is begun anew where the meeting goes on all the same.
  const [turn, setTurn] = useState(0);
  const session = whereToBe(screen.sessions, now, course);
  const meetingId = session?.meetingId ?? null;
  useEffect(() => setCourse((before) => ({ ...before, inside: meetingId })), [meetingId]);
  // At the hour of connection the conference opens; the screen that is known does not say so yet.
  const isDue = screen.sessions.some(({ isOpen, connectFrom }) => !isOpen && Date.parse(connectFrom) <= now);
  useEffect(() => {
    if (!isDue) return;
    const timer = setInterval(onLook, lookWhenDueMs);
    return () => clearInterval(timer);
  }, [isDue, onLook]);
  if (!session) {
    return (
      <NextScreen
        screen={screen}
        now={now}
        isReachable={isReachable}
        wasSentAway={course.sentAway !== null}
        onHelp={(isWanted) => onHelp(isWanted, screen.sessions[0]?.meetingId ?? null)}
      />
    );
  }
  return (
    <div key={`${session.meetingId} ${turn}`} className="kiosk-hall">
      {hall(
        session,
        (how) => {
          if (how === 'removed')
            setCourse({ inside: null, sentAway: { meetingId: session.meetingId, calledAt: session.calledAt } });
          else setTimeout(() => setTurn(turn + 1), againMs);
          onLook();
        },
        {
          words: screen.help?.takenBy
            ? t('help.taken', { by: screen.help.takenBy })
            : t(screen.help ? 'help.takeBack' : 'help.call'),
          isAsked: screen.help !== null,
          onPress: () => onHelp(!screen.help, session.meetingId),
        },
      )}
    </div>
  );
}

const lookWhenDueMs = 5_000;
const againMs = 3_000;
