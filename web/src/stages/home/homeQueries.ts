import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type TodayMeeting = components['schemas']['TodayMeeting'];
export type SetUpStep = components['schemas']['SetUpStep'];
export type HomeTask = components['schemas']['HomeTask'];

// Rooms open and decisions come while the page stands open.
const refreshMs = 30_000;

export const todayQuery = queryOptions({
  queryKey: ['home', 'today'],
  queryFn: () => answerOf(api.GET('/api/home/today')),
  refetchInterval: refreshMs,
});

export const tasksQuery = queryOptions({
  queryKey: ['home', 'tasks'],
  queryFn: () => answerOf(api.GET('/api/home/tasks')),
  refetchInterval: refreshMs,
});

export const setUpQuery = queryOptions({
  queryKey: ['home', 'set-up'],
  queryFn: () => answerOf(api.GET('/api/home/set-up')),
});

/** The task is to accept one of the times that the office offers. */
export function offersTimes(task: HomeTask): task is HomeTask & { meeting: NonNullable<HomeTask['meeting']> } {
  return task.kind.startsWith('task.approval.accept') && task.meeting !== null;
}
