import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { EnterIcon, PlusIcon } from '../../ui/icons';
import { PageSection } from '../../ui/PageSection';
import { Waiting } from '../../ui/Waiting';
import './RoomsAtHome.css';
import { isMeeting } from './LiveBadge';
import { RoomActions } from './RoomActions';
import { RoomCard } from './RoomCard';
import { type Room, roomsQuery } from './roomQueries';
import './texts';
import { useDeleteRoom } from './useDeleteRoom';
import { useJoin } from './useJoin';
import { useRoomForm } from './useRoomForm';

/** What the home page shows of rooms: the two ways into one, which are meeting now, and the unit's own. */
export function useRoomsAtHome(): { ways: ReactNode; sections: ReactNode } {
  const { t } = useTranslation('rooms');
  const navigate = useNavigate();
  const all = useQuery(roomsQuery({ pageSize: 200 }));
  const own = useQuery(roomsQuery({ mine: true, pageSize: 6 }));
  const { join, dialog } = useJoin();
  const { create, edit, form } = useRoomForm();
  const remove = useDeleteRoom();
  const live = all.data?.items.filter(isMeeting) ?? [];
  const mine = own.data?.items.filter((room) => !isMeeting(room)) ?? [];
  const card = (room: Room) => (
    <RoomCard
      key={room.id}
      room={room}
      actions={<RoomActions room={room} onJoin={join} onEdit={edit} onDelete={remove} />}
    />
  );
  return {
    ways: (
      <>
        <Button icon={<EnterIcon />} onClick={() => navigate('/phong-hop')}>
          {t('join')}
        </Button>
        <Button icon={<PlusIcon />} onClick={create}>
          {t('create')}
        </Button>
      </>
    ),
    sections: (
      <>
        <ErrorNotice error={all.error ?? own.error} onRetry={() => Promise.all([all.refetch(), own.refetch()])} />
        {(all.isPending || own.isPending) && <Waiting rows={6} />}
        {live.length > 0 && (
          <PageSection title={t('home.liveTitle')} id="live">
            <ul className="room-cards">{live.map(card)}</ul>
          </PageSection>
        )}
        {own.data && (
          <PageSection title={t('home.mineTitle')} id="mine" more={<Link to="/phong-hop">{t('home.mineAll')}</Link>}>
            {mine.length > 0 && <ul className="room-cards">{mine.map(card)}</ul>}
            {own.data.total === 0 && <FirstSteps onCreate={create} />}
            {own.data.total > 0 && mine.length === 0 && <p className="page-none">{t('home.mineLive')}</p>}
          </PageSection>
        )}
        {dialog}
        {form}
      </>
    ),
  };
}

function FirstSteps({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation('rooms');
  return (
    <div className="panel">
      <EmptyState
        headingLevel={3}
        title={t('home.startTitle')}
        text={
          <span className="first-steps">
            <span>{t('home.startCreate')}</span>
            <span>{t('home.startShare')}</span>
            <span>{t('home.startJoin')}</span>
          </span>
        }
        action={
          <Button icon={<PlusIcon />} onClick={onCreate}>
            {t('create')}
          </Button>
        }
      />
    </div>
  );
}
