import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, WarningIcon } from '../../ui/icons';
import { useTimes } from '../../ui/useTimes';
import { clockTime } from '../../ui/wait';
import { HelpPhones } from './HelpPhones';
import type { KioskScreen } from './kioskLink';
import { useDevices } from './useDevices';
import type { SiteSession } from './whereToBe';

interface NextScreenProps {
  screen: KioskScreen;
  /** The server's time, in milliseconds since 1970. */
  now: number;
  isReachable: boolean;
  /** From a session that still goes on. */
  wasSentAway: boolean;
  onHelp: (isWanted: boolean) => void;
}

/** What stands in a site's room between meetings: where this is, what is next and when, whether all is in order, whom to call. */
export function NextScreen({ screen, now, isReachable, wasSentAway, onHelp }: NextScreenProps) {
  const { t } = useTranslation('kiosk');
  const times = useTimes();
  const { microphone, camera } = useDevices();
  const [helping, setHelping] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const [first, second] = screen.sessions;
  return (
    <main className="kiosk-next">
      <header className="kiosk-head">
        <div>
          <h1>{screen.siteName}</h1>
          <p>{screen.unitName}</p>
        </div>
        <p className="kiosk-clock">
          <strong>{times.clock(new Date(now))}</strong>
          <span>{times.day(new Date(now))}</span>
        </p>
      </header>
      {!isReachable && (
        <div className="kiosk-alarm" role="alert">
          <WarningIcon />
          <div>
            <strong>{t('unreachable')}</strong>
            <p>{t('unreachableText')}</p>
          </div>
        </div>
      )}
      {screen.help && (
        <div className="kiosk-alarm" data-look="help" role="status">
          <CheckIcon />
          <strong>
            {screen.help.takenBy
              ? t('help.taken', { by: screen.help.takenBy })
              : t('help.asked', { at: times.clock(screen.help.askedAt) })}
          </strong>
        </div>
      )}
      {wasSentAway && isReachable && (
        <div className="kiosk-alarm" role="status">
          <WarningIcon />
          <strong>{t('removed')}</strong>
        </div>
      )}
      <section className="kiosk-session" aria-label={t('next.today')}>
        {first ? <Session session={first} now={now} /> : <Nothing />}
        {second && (
          <p className="kiosk-later">
            {t('next.later', {
              time: times.dateTime(second.startsAt),
              title: titleOf(second, t('next.secret', second)),
            })}
          </p>
        )}
      </section>
      <ul className="kiosk-states">
        <Sign
          label={t('microphone.label')}
          words={microphone === null ? t('microphone.missing') : t('microphone.off')}
          more={microphone}
          isGood={microphone !== null}
        />
        <Sign
          label={t('camera.label')}
          words={camera === null ? t('camera.missing') : t('camera.ready')}
          more={camera}
          isGood={camera !== null}
        />
        <Sign
          label={t('line.label')}
          words={t(isReachable ? `line.${screen.line ?? 'unknown'}` : 'line.down')}
          more={null}
          isGood={isReachable && screen.line !== null}
        />
      </ul>
      <footer className="kiosk-foot">
        <section aria-label={t('duty.heading')}>
          <h2>{t('duty.heading')}</h2>
          {screen.onDuty.length === 0 && <p>{t('duty.none')}</p>}
          <ul>
            {screen.onDuty.slice(0, 2).map((person) => (
              <li key={person.phone}>
                {person.name} <strong>{person.phone}</strong>
              </li>
            ))}
          </ul>
        </section>
        <button
          ref={button}
          type="button"
          className="kiosk-button"
          onClick={() => {
            if (!screen.help) setHelping(true);
            onHelp(!screen.help);
          }}
        >
          {t(screen.help ? 'help.takeBack' : 'help.call')}
        </button>
      </footer>
      {helping && <HelpPhones people={screen.helpers} onClose={() => setHelping(false)} />}
    </main>
  );
}

function titleOf(session: SiteSession, unnamed: string): string {
  return session.title ?? unnamed;
}

function Session({ session, now }: { session: SiteSession; now: number }) {
  const { t } = useTranslation('kiosk');
  const times = useTimes();
  const startsAt = Date.parse(session.startsAt);
  const connectFrom = Date.parse(session.connectFrom);
  const until = now < connectFrom ? connectFrom : startsAt;
  const seconds = Math.ceil((until - now) / 1000);
  const days = Math.floor(seconds / 86_400);
  return (
    <>
      <p className="kiosk-kicker">{t(now >= startsAt ? 'next.now' : 'next.today')}</p>
      <h2>{titleOf(session, t('next.secret', session))}</h2>
      <p className="kiosk-when">
        <strong>{t('next.at', { start: times.clock(session.startsAt), end: times.clock(session.endsAt) })}</strong>{' '}
        {times.day(session.startsAt)}
      </p>
      <p>{session.isMainSite ? t('next.main') : t('next.heldAt', { site: session.heldAt ?? session.unitName })}</p>
      {seconds > 0 && (
        <p className="kiosk-countdown">
          <span>{t(now < connectFrom ? 'next.connectsIn' : 'next.startsIn')}</span>
          <strong role="timer">{days > 0 ? t('next.days', { count: days }) : clockTime(seconds)}</strong>
        </p>
      )}
      {now >= connectFrom && !session.isOpen && <p className="kiosk-kicker">{t('next.waitingOpen')}</p>}
    </>
  );
}

function Nothing() {
  const { t } = useTranslation('kiosk');
  return (
    <>
      <h2>{t('next.none')}</h2>
      <p>{t('next.noneText')}</p>
    </>
  );
}

interface SignProps {
  label: string;
  words: string;
  more: string | null;
  isGood: boolean;
}

/** One thing that has to be in order: a colour, a sign and words. */
function Sign({ label, words, more, isGood }: SignProps) {
  const Icon = isGood ? CheckIcon : WarningIcon;
  return (
    <li className="kiosk-sign" data-state={isGood ? 'good' : 'wrong'}>
      <Icon />
      <span>
        {label}: <strong>{words}</strong>
        {more && <small>{more}</small>}
      </span>
    </li>
  );
}
