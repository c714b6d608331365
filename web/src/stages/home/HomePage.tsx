import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { PageTitle } from '../../ui/PageTitle';
import { useNow } from '../../ui/useNow';
import { useTimes } from '../../ui/useTimes';
import { Waiting } from '../../ui/Waiting';
import './home.css';
import { setUpQuery, tasksQuery, todayQuery } from './homeQueries';
import { NextThing } from './NextThing';
import { SetUpList } from './SetUpList';
import { TaskList } from './TaskList';
import './texts';
import { TodayMeetings } from './TodayMeetings';

interface HomePageProps {
  /** What other stages put here has not come yet. */
  isWaiting: boolean;
  /** The two ways into a room. */
  ways: ReactNode;
  rooms: ReactNode;
  reminders: ReactNode;
}

/** Where one starts: the next thing to do, what meets today, what else is to be done, which rooms there are. */
export function HomePage({ isWaiting, ways, rooms, reminders }: HomePageProps) {
  const { t } = useTranslation('home');
  const session = useSession().data;
  const account = session?.account;
  const administers = session?.permissions.includes('manageInstallation') ?? false;
  // Shown when all of it has come: nothing moves away under the finger that is about to press it.
  const parts = [useQuery(todayQuery), useQuery(tasksQuery), useQuery({ ...setUpQuery, enabled: administers })];
  const waits = isWaiting || parts.some((query) => query.isLoading);
  // Drawn piece by piece, so that a slow telephone answers to fingers in between.
  const stillWaits = useDeferredValue(waits, true) || waits;
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <header className="home-head">
        <h1>{t('hello', { unit: account?.unitName ?? account?.displayName ?? '' })}</h1>
        <Clock />
        <div className="home-ways">{ways}</div>
      </header>
      {stillWaits ? (
        // As high as the window: what stands below does not come up to go down again.
        <div className="home-waiting">
          <Waiting rows={10} />
        </div>
      ) : (
        <>
          <NextThing />
          {administers && <SetUpList />}
          <div className="home-columns">
            <div>
              <TodayMeetings />
            </div>
            <div>
              <TaskList />
              {reminders}
            </div>
          </div>
          {rooms}
        </>
      )}
    </>
  );
}

function Clock() {
  const times = useTimes();
  const now = new Date(useNow(10_000));
  return (
    <p className="home-today">
      <time dateTime={now.toISOString()}>
        {times.day(now)} <b>{times.clock(now)}</b>
      </time>
    </p>
  );
}
