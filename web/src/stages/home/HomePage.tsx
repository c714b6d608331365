import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { PageTitle } from '../../ui/PageTitle';
import { useNow } from '../../ui/useNow';
import { useTimes } from '../../ui/useTimes';
import './home.css';
import { NextThing } from './NextThing';
import { SetUpList } from './SetUpList';
import { TaskList } from './TaskList';
import './texts';
import { TodayMeetings } from './TodayMeetings';

interface HomePageProps {
  /** The two ways into a room. */
  ways: ReactNode;
  rooms: ReactNode;
  reminders: ReactNode;
}

/** Where one starts: the next thing to do, what meets today, what else is to be done, which rooms there are. */
export function HomePage({ ways, rooms, reminders }: HomePageProps) {
  const { t } = useTranslation('home');
  const session = useSession().data;
  const account = session?.account;
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <header className="home-head">
        <h1>{t('hello', { unit: account?.unitName ?? account?.displayName ?? '' })}</h1>
        <Clock />
        <div className="home-ways">{ways}</div>
      </header>
      <NextThing />
      {session?.permissions.includes('manageInstallation') && <SetUpList />}
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
