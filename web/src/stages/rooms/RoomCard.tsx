import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LiveBadge } from './LiveBadge';
import './RoomCard.css';
import type { Room } from './roomQueries';

/** A room where there is no place for a table row. */
export function RoomCard({ room, actions }: { room: Room; actions: ReactNode }) {
  const { t } = useTranslation('rooms');
  return (
    <li className={room.live ? 'room-card is-live' : 'room-card'}>
      <LiveBadge live={room.live} />
      <h3>{room.isMine ? <Link to={`/phong-hop/${room.id}`}>{room.name}</Link> : room.name}</h3>
      <p>{room.unitName}</p>
      <p className="room-card-mode">
        {t(`modes.${room.mode}`)}
        {room.waitingRoom && ` · ${t('waitingRoom')}`}
      </p>
      <div className="room-card-actions">{actions}</div>
    </li>
  );
}
