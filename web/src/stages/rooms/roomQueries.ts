import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Room = components['schemas']['Room'];
export type RoomMode = components['schemas']['ConferenceMode'];

export const modes: readonly RoomMode[] = ['discussion', 'training', 'conference'];

// Who is meeting changes while one looks at the list.
const refreshMs = 10_000;

export interface RoomFilter {
  search?: string;
  mine?: boolean;
  page?: number;
  pageSize?: number;
}

export function roomsQuery(filter: RoomFilter) {
  return queryOptions({
    queryKey: ['rooms', filter],
    queryFn: () => answerOf(api.GET('/api/rooms', { params: { query: filter } })),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

export function roomQuery(id: string) {
  return queryOptions({
    queryKey: ['room', id],
    queryFn: () => answerOf(api.GET('/api/rooms/{id}', { params: { path: { id } } })),
    refetchInterval: refreshMs,
  });
}

/** After a room was made, changed or deleted. */
export function useRoomsChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['rooms'] });
    void queries.invalidateQueries({ queryKey: ['room'] });
  };
}
