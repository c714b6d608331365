import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSaying } from '../../ui/useSaying';
import { type Room, useRoomsChanged } from './roomQueries';

/** Asks once, then deletes. */
export function useDeleteRoom(onDeleted?: () => void): (room: Room) => void {
  const { t } = useTranslation('rooms');
  const { modal } = App.useApp();
  const say = useSaying();
  const roomsChanged = useRoomsChanged();
  const remove = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/rooms/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      say.done(t('room.deleted'));
      onDeleted?.();
      roomsChanged();
    },
    onError: say.refused,
  });
  return (room) =>
    void modal.confirm({
      title: t('room.deleteTitle', { name: room.name }),
      content: (
        <>
          {room.live && <p>{t('room.deleteLive')}</p>}
          <p>{t('room.deleteText')}</p>
        </>
      ),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => remove.mutateAsync(room.id).catch(() => undefined),
    });
}
