import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
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
        type={room.live ? 'primary' : 'default'}
        aria-label={t('joinNowRoom', { name: room.name })}
        onClick={() => onJoin(room)}
      >
        {t('joinNow')}
      </Button>
      {room.isMine && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              { key: 'share', label: t('share'), onClick: () => navigate(`/phong-hop/${room.id}`) },
              { key: 'edit', label: t('edit'), onClick: () => onEdit(room) },
              { type: 'divider' },
              { key: 'remove', label: t('remove'), danger: true, onClick: () => onDelete(room) },
            ],
          }}
        >
          <Button
            type="text"
            icon={<EllipsisOutlined aria-hidden />}
            aria-label={t('list.more', { name: room.name })}
            aria-haspopup="menu"
          />
        </Dropdown>
      )}
    </span>
  );
}
