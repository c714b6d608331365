import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Attendance = Schemas['Attendance'];
export type SiteAttendance = Schemas['SiteAttendance'];
export type AttendanceState = SiteAttendance['state'];

export function attendanceQuery(id: string) {
  return queryOptions({
    queryKey: ['attendance', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/attendance', { params: { path: { id } } })),
    refetchInterval: 30_000,
  });
}

export interface Line {
  siteId: string;
  state: AttendanceState;
  reason: string | null;
  people: number | null;
}

export function useWriteAttendance(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ siteId, ...body }: Line) =>
      answerOf(api.PUT('/api/meetings/{id}/attendance/sites/{siteId}', { params: { path: { id, siteId } }, body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['attendance', id] }),
  });
}

/** Whoever was not called is present online. */
export function useCallRest(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/meetings/{id}/attendance/online', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['attendance', id] }),
  });
}
