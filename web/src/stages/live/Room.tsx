import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from './Announcer';
import { Bar } from './Bar';
import { ChatPanel } from './ChatPanel';
import { ConnectionBanner } from './ConnectionBanner';
import { FloorOffer } from './FloorOffer';
import { Head } from './Head';
import { SoundIcon } from './icons';
import { LeaveByBack } from './LeaveByBack';
import { useLive, useReadable, useSnapshot } from './live';
import { Notices } from './Notices';
import { OwnBands } from './OwnBands';
import { PeoplePanel } from './PeoplePanel';
import { RoomDialogs } from './RoomDialogs';
import styles from './room.module.css';
import { Stage } from './Stage';
import type { Door } from './useDoor';
import { useRoomActions } from './useRoomActions';
import { useShortcuts } from './useShortcuts';
import { useUnread } from './useUnread';
import { WaitingRoomOffer } from './WaitingRoomOffer';

/** The meeting: pictures, one bar of buttons, and beside them what is opened. */
export function Room({ door }: { door: Door }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const snapshot = useSnapshot();
  const [view, actions] = useRoomActions();
  const pushingToTalk = useShortcuts(actions);
  const unread = useUnread(view.panel === 'chat');
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.title = `${snapshot.name} – DiemCau`;
  }, [snapshot.name]);
  return (
    <div className={styles.room} data-panel={view.panel !== null || undefined}>
      <Head onWaiting={actions.showPeople} />
      <ConnectionBanner />
      <OwnBands />
      <main ref={main} className={styles.middle} tabIndex={-1} aria-label={t('title')}>
        <Stage
          layout={view.ownLayout ?? snapshot.layout}
          pinned={view.pinned}
          onPin={actions.pin}
          onGrid={() => actions.setOwnLayout('grid')}
          onInvite={() => actions.open('invite')}
          onWaiting={actions.showPeople}
        />
        {view.panel === 'chat' && <ChatPanel onClose={() => actions.togglePanel('chat')} />}
        {view.panel === 'people' && (
          <PeoplePanel
            pinned={view.pinned}
            mayTakeChair={door.isMine}
            onPin={actions.pin}
            onInvite={() => actions.open('invite')}
            onClose={() => actions.togglePanel('people')}
          />
        )}
      </main>
      <Notices />
      <Bar panel={view.panel} unread={unread} actions={actions} pushingToTalk={pushingToTalk} />
      <RoomDialogs view={view} actions={actions} door={door} />
      <LeaveByBack />
      <FloorOffer />
      <WaitingRoomOffer />
      <Announcer chatOpen={view.panel === 'chat'} />
      <SoundUnblock live={live} />
    </div>
  );
}

function SoundUnblock({ live }: { live: ReturnType<typeof useLive> }) {
  const { t } = useTranslation('live');
  const blocked = useReadable(live.loudspeakers.blocked);
  if (!blocked) return null;
  return (
    <div className={styles.sound} role="alert">
      <p>{t('banner.soundBlocked')}</p>
      <button
        type="button"
        className="hall-button"
        data-look="primary"
        onClick={() => {
          live.local.level.resume();
          void live.loudspeakers.resume();
        }}
      >
        <SoundIcon />
        {t('banner.soundUnblock')}
      </button>
    </div>
  );
}
