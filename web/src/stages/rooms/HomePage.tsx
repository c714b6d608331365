import { LoginOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageTitle } from '../../ui/PageTitle';
import { useTimes } from '../../ui/useTimes';
import './HomePage.css';
import { RoomActions } from './RoomActions';
import { RoomCard } from './RoomCard';
import { type Room, roomsQuery } from './roomQueries';
import { useDeleteRoom } from './useDeleteRoom';
import { useJoin } from './useJoin';
import { useRoomForm } from './useRoomForm';
import './texts';

/** Where one starts: what is meeting now, the unit's own rooms, and the two ways into a meeting. */
export function HomePage() {
  const { t } = useTranslation('rooms');
  const account = useSession().data?.account;
  const navigate = useNavigate();
  const all = useQuery(roomsQuery({ pageSize: 200 }));
  const own = useQuery(roomsQuery({ mine: true, pageSize: 6 }));
  const { join, dialog } = useJoin();
  const { create, edit, form } = useRoomForm();
  const remove = useDeleteRoom();
  const live = all.data?.items.filter((room) => room.live) ?? [];
  const mine = own.data?.items.filter((room) => !room.live) ?? [];
  const card = (room: Room) => (
    <RoomCard
      key={room.id}
      room={room}
      actions={<RoomActions room={room} onJoin={join} onEdit={edit} onDelete={remove} />}
    />
  );

  return (
    <>
      <PageTitle>{t('home.title')}</PageTitle>
      <header className="home-hero">
        <div>
          <Today />
          <h1>{t('home.hello', { unit: account?.unitName ?? account?.displayName ?? '' })}</h1>
          <p>{t('home.lead')}</p>
        </div>
        <div className="home-ways">
          <Button
            type="primary"
            size="large"
            icon={<LoginOutlined aria-hidden />}
            onClick={() => navigate('/phong-hop')}
          >
            {t('join')}
          </Button>
          <Button size="large" icon={<PlusOutlined aria-hidden />} onClick={create}>
            {t('create')}
          </Button>
        </div>
      </header>
      <ErrorNotice error={all.error ?? own.error} onRetry={() => Promise.all([all.refetch(), own.refetch()])} />
      {(all.isPending || own.isPending) && <Skeleton active paragraph={{ rows: 6 }} />}
      {all.data && (
        <Rooms title={t('home.liveTitle')} id="live">
          {live.length > 0 ? (
            <ul className="room-cards">{live.map(card)}</ul>
          ) : (
            <p className="home-none">{t('home.liveNone')}</p>
          )}
        </Rooms>
      )}
      {own.data && (
        <Rooms title={t('home.mineTitle')} id="mine" more={<Link to="/phong-hop">{t('home.mineAll')}</Link>}>
          {mine.length > 0 && <ul className="room-cards">{mine.map(card)}</ul>}
          {own.data.total === 0 && <FirstSteps onCreate={create} />}
          {own.data.total > 0 && mine.length === 0 && <p className="home-none">{t('home.mineLive')}</p>}
        </Rooms>
      )}
      {dialog}
      {form}
    </>
  );
}

function Today() {
  const times = useTimes();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="home-today">
      <time dateTime={now.toISOString()}>
        {times.day(now)} <b>{times.clock(now)}</b>
      </time>
    </p>
  );
}

function Rooms({ title, id, more, children }: { title: string; id: string; more?: ReactNode; children: ReactNode }) {
  return (
    <section className="home-section" aria-labelledby={id}>
      <div className="home-section-head">
        <h2 id={id}>{title}</h2>
        {more}
      </div>
      {children}
    </section>
  );
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
          <Button icon={<PlusOutlined aria-hidden />} onClick={onCreate}>
            {t('create')}
          </Button>
        }
      />
    </div>
  );
}
