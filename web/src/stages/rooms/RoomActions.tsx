import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../ui/Button';
import { DotsIcon } from '../../ui/icons';
import { PopMenu } from '../../ui/PopMenu';
import type { Room } from './roomQueries';

interface RoomActionsProps {
  room: Room;
  onJoin: (room: Room) => void;
  onEdit: (room: Room) => void;
  onDelete: (room: Room) => void;
}

/** "Tham gia ngay", and behind the dots what only the room's own unit may do. */
export function RoomActions({ room, onJoin, onEdit, onDelete }: RoomActionsProps) {
  const { t } = useTranslation('rooms');
  const navigate = useNavigate();
  return (
    <span className="room-actions">
      <Button
        kind={room.live ? 'primary' : 'plain'}
        aria-label={t('joinNowRoom', { name: room.name })}
        onClick={() => onJoin(room)}
      >
        {t('joinNow')}
      </Button>
      {room.isMine && (
        <PopMenu
          label={t('list.more', { name: room.name })}
          entries={[
            { key: 'share', label: t('share'), onChoose: () => navigate(`/phong-hop/${room.id}`) },
            { key: 'edit', label: t('edit'), onChoose: () => onEdit(room) },
            { key: 'remove', label: t('remove'), isDanger: true, onChoose: () => onDelete(room) },
          ]}
        >
          <DotsIcon />
        </PopMenu>
      )}
    </span>
  );
}
