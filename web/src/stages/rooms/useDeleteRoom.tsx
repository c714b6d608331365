import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asking } from '../../ui/asking';
import { useSaying } from '../../ui/useSaying';
import { type Room, useRoomsChanged } from './roomQueries';

/** Asks once, then deletes. */
export function useDeleteRoom(onDeleted?: () => void): (room: Room) => void {
  const { t } = useTranslation('rooms');
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
    asking.ask({
      title: t('room.deleteTitle', { name: room.name }),
      content: (
        <>
          {room.live && <p>{t('room.deleteLive')}</p>}
          <p>{t('room.deleteText')}</p>
        </>
      ),
      act: t('remove'),
      isDanger: true,
      isCareful: true,
      onAct: () => remove.mutateAsync(room.id),
    });
}
