import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import './LiveBadge.css';
import type { Room } from './roomQueries';

/** Whether somebody meets there, and not only whether the room is open. */
export function isMeeting({ live }: Pick<Room, 'live'>): boolean {
  return live !== null && live.participants > 0;
}

/** Whether a room is meeting, with how many people and since when; colour, sign and word together. */
export function LiveBadge({ live }: { live: Room['live'] }) {
  const { t } = useTranslation('rooms');
  const times = useTimes();
  if (!live) return <span className="live-badge is-quiet">{t('quiet')}</span>;
  // Opened and left by all: it closes by itself.
  if (live.participants === 0) return <span className="live-badge is-quiet">{t('liveEmpty')}</span>;
  return (
    <span className="live-badge">
      <span className="live-dot" aria-hidden="true" />
      {t('livePeople', { count: live.participants })}
      <small>{t('liveSince', { time: times.clock(live.openedAt) })}</small>
    </span>
  );
}
