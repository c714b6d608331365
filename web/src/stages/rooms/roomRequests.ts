import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type RoomRequest = Schemas['RoomRequest'];

const queryKey = ['room-requests'];

export const roomRequestsQuery = queryOptions({
  queryKey,
  queryFn: () => answerOf(api.GET('/api/room-requests')),
  refetchInterval: 60_000,
});

export type RequestAct =
  | { kind: 'ask'; wish: Schemas['NewRoomRequest'] }
  | { kind: 'grant'; id: string; name: string | null }
  | { kind: 'refuse'; id: string; reason: string }
  | { kind: 'withdraw'; id: string };

export function useRequestAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (act: RequestAct): Promise<unknown> => {
      switch (act.kind) {
        case 'ask':
          return answerOf(api.POST('/api/room-requests', { body: act.wish }));
        case 'grant':
          return answerOf(
            api.POST('/api/room-requests/{id}/room', { params: { path: { id: act.id } }, body: { name: act.name } }),
          );
        case 'refuse':
          return answerOf(
            api.POST('/api/room-requests/{id}/refusal', {
              params: { path: { id: act.id } },
              body: { reason: act.reason },
            }),
          );
        case 'withdraw':
          return answerOf(api.DELETE('/api/room-requests/{id}', { params: { path: { id: act.id } } }));
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: ['rooms'] }),
        client.invalidateQueries({ queryKey: ['home'] }),
      ]),
  });
}
