import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTimes } from '../../ui/useTimes';
import { LiveBadge } from './LiveBadge';
import type { Room } from './roomQueries';

interface RoomTableProps {
  rooms: readonly Room[];
  /** STT of the first row, less one. */
  before: number;
  actions: (room: Room) => ReactNode;
}

/** The list on screens that are wide enough. */
export function RoomTable({ rooms, before, actions }: RoomTableProps) {
  const { t } = useTranslation('rooms');
  const times = useTimes();
  const columns: TableColumnsType<Room> = [
    { title: t('list.index'), width: '4.5em', align: 'right', render: (_, __, index) => before + index + 1 },
    {
      title: t('list.name'),
      render: (_, room) => (
        <>
          <span className="room-name">
            {room.isMine ? <Link to={`/phong-hop/${room.id}`}>{room.name}</Link> : room.name}
          </span>
          <span className="room-note">
            {t(`modes.${room.mode}`)}
            {room.waitingRoom && ` · ${t('waitingRoom')}`}
          </span>
        </>
      ),
    },
    { title: t('list.unit'), dataIndex: 'unitName' },
    { title: t('list.state'), width: '18em', render: (_, room) => <LiveBadge live={room.live} /> },
    { title: t('list.created'), width: '8em', responsive: ['xxl'], render: (_, room) => times.date(room.createdAt) },
    {
      title: <span className="visually-hidden">{t('list.actions')}</span>,
      width: '14em',
      render: (_, room) => actions(room),
    },
  ];
  return (
    <Table<Room>
      className="panel room-table"
      rowKey="id"
      columns={columns}
      dataSource={[...rooms]}
      pagination={false}
      tableLayout="auto"
    />
  );
}
