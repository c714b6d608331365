import { ArrowLeftOutlined, DeleteOutlined, EditOutlined, LoginOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { InvitationForm } from './InvitationForm';
import { LiveBadge } from './LiveBadge';
import { Poster } from './Poster';
import './RoomPage.css';
import { type Room, roomQuery } from './roomQueries';
import { SharePanel } from './SharePanel';
import { useDeleteRoom } from './useDeleteRoom';
import { useJoin } from './useJoin';
import { useRoomForm } from './useRoomForm';
import './texts';

/** One room of the own unit: its facts, and every way to bring people into it. */
export function RoomPage() {
  const { t } = useTranslation('rooms');
  const { roomId = '' } = useParams();
  const room = useQuery(roomQuery(roomId));
  return (
    <>
      <p className="room-back no-print">
        <Link to="/phong-hop">
          <ArrowLeftOutlined aria-hidden /> {t('room.back')}
        </Link>
      </p>
      <ErrorNotice error={room.error} onRetry={() => room.refetch()} />
      {room.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {room.data && <Found room={room.data} />}
    </>
  );
}

function Found({ room }: { room: Room }) {
  const { t } = useTranslation('rooms');
  const navigate = useNavigate();
  const { join, dialog } = useJoin();
  const { edit, form } = useRoomForm();
  const remove = useDeleteRoom(() => navigate('/phong-hop', { replace: true }));
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={room.name}
          lead={room.unitName}
          actions={
            <>
              {room.isMine && (
                <>
                  <Button size="large" danger icon={<DeleteOutlined aria-hidden />} onClick={() => remove(room)}>
                    {t('remove')}
                  </Button>
                  <Button size="large" icon={<EditOutlined aria-hidden />} onClick={() => edit(room)}>
                    {t('edit')}
                  </Button>
                </>
              )}
              <Button type="primary" size="large" icon={<LoginOutlined aria-hidden />} onClick={() => join(room)}>
                {t('joinNow')}
              </Button>
            </>
          }
        />
        <div className="room-panels">
          <Facts room={room} />
          <SharePanel room={room} />
          {room.isMine && <InvitationForm roomId={room.id} />}
        </div>
      </div>
      <Poster room={room} />
      {dialog}
      {form}
    </>
  );
}

function Facts({ room }: { room: Room }) {
  const { t } = useTranslation('rooms');
  const times = useTimes();
  return (
    <section className="panel room-facts" aria-labelledby="facts-title">
      <h2 id="facts-title" className="visually-hidden">
        {t('room.facts')}
      </h2>
      <dl>
        <div>
          <dt>{t('room.state')}</dt>
          <dd>
            <LiveBadge live={room.live} />
          </dd>
        </div>
        <div>
          <dt>{t('room.mode')}</dt>
          <dd>{t(`modes.${room.mode}`)}</dd>
        </div>
        <div>
          <dt>{t('room.waiting')}</dt>
          <dd>{room.waitingRoom ? t('form.on') : t('form.off')}</dd>
        </div>
        <div>
          <dt>{t('room.created')}</dt>
          <dd>{times.dateTime(room.createdAt)}</dd>
        </div>
      </dl>
    </section>
  );
}
