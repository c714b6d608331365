import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Grid, Input, Pagination, Segmented, Skeleton } from 'antd';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { RoomActions } from './RoomActions';
import { RoomCard } from './RoomCard';
import { RoomTable } from './RoomTable';
import './RoomsPage.css';
import { type Room, roomsQuery } from './roomQueries';
import { useDeleteRoom } from './useDeleteRoom';
import { useJoin } from './useJoin';
import { useRoomForm } from './useRoomForm';
import './texts';

const pageSize = 50;

/** "Tham gia phòng": every room of the installation, to be found, entered and managed. */
export function RoomsPage() {
  const { t } = useTranslation('rooms');
  const [params, setParams] = useSearchParams();
  const search = params.get('tim') ?? '';
  const mine = params.get('loc') === 'don-vi';
  const page = Math.max(1, Number(params.get('trang')) || 1);
  const rooms = useQuery(roomsQuery({ search: useDeferredValue(search.trim()), mine, page, pageSize }));
  const { join, dialog } = useJoin();
  const { create, edit, form } = useRoomForm();
  const remove = useDeleteRoom();
  const wide = Grid.useBreakpoint().lg ?? true;

  const look = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    next.delete('trang');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const actions = (room: Room) => <RoomActions room={room} onJoin={join} onEdit={edit} onDelete={remove} />;
  const items = rooms.data?.items ?? [];

  return (
    <>
      <PageHeader
        title={t('list.title')}
        lead={t('list.lead')}
        actions={
          <Button type="primary" size="large" icon={<PlusOutlined aria-hidden />} onClick={create}>
            {t('create')}
          </Button>
        }
      />
      <search className="room-search">
        <Input
          size="large"
          type="search"
          allowClear
          autoFocus={wide}
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          title={t('list.searchHint')}
          value={search}
          onChange={(event) => look({ tim: event.target.value })}
        />
        <Segmented
          size="large"
          aria-label={t('list.filter')}
          value={mine ? 'don-vi' : ''}
          options={[
            { value: '', label: t('list.all') },
            { value: 'don-vi', label: t('mine') },
          ]}
          onChange={(value) => look({ loc: value })}
        />
      </search>
      <ErrorNotice error={rooms.error} onRetry={() => rooms.refetch()} />
      {rooms.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {rooms.data && (
        <>
          <p className="room-count" role="status">
            {t('list.total', { count: rooms.data.total })}
          </p>
          {items.length === 0 && (
            <NoRooms search={search} mine={mine} onCreate={create} onClear={() => look({ tim: '' })} />
          )}
          {items.length > 0 && wide && <RoomTable rooms={items} before={(page - 1) * pageSize} actions={actions} />}
          {items.length > 0 && !wide && (
            <ul className="room-cards">
              {items.map((room) => (
                <RoomCard key={room.id} room={room} actions={actions(room)} headingLevel={2} />
              ))}
            </ul>
          )}
          <Pagination
            className="room-pages"
            hideOnSinglePage
            showSizeChanger={false}
            current={page}
            pageSize={pageSize}
            total={rooms.data.total}
            onChange={(wanted) => look({ trang: String(wanted) })}
          />
        </>
      )}
      {dialog}
      {form}
    </>
  );
}

interface NoRoomsProps {
  search: string;
  mine: boolean;
  onCreate: () => void;
  onClear: () => void;
}

function NoRooms({ search, mine, onCreate, onClear }: NoRoomsProps) {
  const { t } = useTranslation('rooms');
  return (
    <div className="panel">
      {search ? (
        <EmptyState
          title={t('list.nothingTitle')}
          text={t('list.nothingText')}
          action={<Button onClick={onClear}>{t('list.clear')}</Button>}
        />
      ) : (
        <EmptyState
          title={mine ? t('list.emptyMineTitle') : t('list.emptyTitle')}
          text={t('list.emptyText')}
          action={<Button onClick={onCreate}>{t('create')}</Button>}
        />
      )}
    </div>
  );
}
