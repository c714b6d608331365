import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Grid, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { SearchableList } from '../../ui/SearchableList';
import { pageSize, useListAddress } from '../../ui/useListAddress';
import { RoomActions } from './RoomActions';
import { RoomCard } from './RoomCard';
import { RoomRequestForm } from './RoomRequestForm';
import { RoomRequests } from './RoomRequests';
import { RoomTable } from './RoomTable';
import './RoomsPage.css';
import { type Room, roomsQuery } from './roomQueries';
import { useDeleteRoom } from './useDeleteRoom';
import { useJoin } from './useJoin';
import { useRoomForm } from './useRoomForm';
import './texts';

/** "Tham gia phòng": every room of the installation, to be found, entered and managed. */
export function RoomsPage() {
  const { t } = useTranslation('rooms');
  const address = useListAddress();
  const mine = address.params.get('loc') === 'don-vi';
  const rooms = useQuery(roomsQuery({ search: address.term, mine, page: address.page, pageSize }));
  const { join, dialog } = useJoin();
  const { create, edit, form } = useRoomForm();
  const remove = useDeleteRoom();
  const hasUnit = Boolean(useSession().data?.account?.unitId);
  const [asking, setAsking] = useState(false);
  const wide = Grid.useBreakpoint().lg ?? true;
  const actions = (room: Room) => <RoomActions room={room} onJoin={join} onEdit={edit} onDelete={remove} />;

  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        actions={
          <>
            <Button type="primary" size="large" icon={<PlusOutlined aria-hidden />} onClick={create}>
              {t('create')}
            </Button>
            {hasUnit && (
              <Button size="large" onClick={() => setAsking(true)}>
                {t('requests.ask')}
              </Button>
            )}
          </>
        }
      />
      <RoomRequests />
      <SearchableList
        address={address}
        query={rooms}
        label={t('list.search')}
        hint={t('list.searchHint')}
        autoFocus={wide}
        filters={
          <Segmented
            size="large"
            aria-label={t('list.filter')}
            value={mine ? 'don-vi' : ''}
            options={[
              { value: '', label: t('list.all') },
              { value: 'don-vi', label: t('mine') },
            ]}
            onChange={(value) => address.look({ loc: value })}
          />
        }
        total={(count) => t('list.total', { count })}
        empty={
          address.search ? (
            <EmptyState
              title={t('list.nothingTitle')}
              text={t('list.nothingText')}
              action={<Button onClick={() => address.look({ tim: '' })}>{t('list.clear')}</Button>}
            />
          ) : (
            <EmptyState
              title={mine ? t('list.emptyMineTitle') : t('list.emptyTitle')}
              text={t('list.emptyText')}
              action={<Button onClick={create}>{t('create')}</Button>}
            />
          )
        }
      >
        {(items, before) =>
          wide ? (
            <RoomTable rooms={items} before={before} actions={actions} />
          ) : (
            <ul className="room-cards">
              {items.map((room) => (
                <RoomCard key={room.id} room={room} actions={actions(room)} headingLevel={2} />
              ))}
            </ul>
          )
        }
      </SearchableList>
      {dialog}
      {form}
      {asking && <RoomRequestForm onClose={() => setAsking(false)} />}
    </>
  );
}
