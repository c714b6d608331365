import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isMeeting, LiveBadge } from './LiveBadge';
import './RoomCard.css';
import type { Room } from './roomQueries';

interface RoomCardProps {
  room: Room;
  actions: ReactNode;
  headingLevel?: 2 | 3;
}

/** A room where there is no place for a table row. */
export function RoomCard({ room, actions, headingLevel = 3 }: RoomCardProps) {
  const { t } = useTranslation('rooms');
  const Heading = `h${headingLevel}` as const;
  return (
    <li className={isMeeting(room) ? 'room-card is-live' : 'room-card'}>
      <LiveBadge live={room.live} />
      <Heading>{room.isMine ? <Link to={`/phong-hop/${room.id}`}>{room.name}</Link> : room.name}</Heading>
      <p>{room.unitName}</p>
      <p className="room-card-mode">
        {t(`modes.${room.mode}`)}
        {room.waitingRoom && ` · ${t('waitingRoom')}`}
      </p>
      <div className="room-card-actions">{actions}</div>
    </li>
  );
}
