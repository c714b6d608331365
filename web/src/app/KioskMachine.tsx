import { lazy, Suspense } from 'react';
import { KioskPage } from '../stages/kiosk/KioskPage';
import { PageWait } from './PageWait';

const KioskHall = lazy(async () => ({ default: (await import('../stages/live/kiosk/KioskHall')).KioskHall }));

/** The machine of a site: its own pages, and the hall that it goes into by itself. */
export function KioskMachine() {
  return (
    <KioskPage
      hall={(session, onGone, help) => (
        <Suspense fallback={<PageWait />}>
          <KioskHall meetingId={session.meetingId} onGone={onGone} help={help} />
        </Suspense>
      )}
    />
  );
}
