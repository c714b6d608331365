import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Preparation = Schemas['Preparation'];
export type PreparationMatrix = components['schemas']['PreparationMatrix'];
export type StationSummary = Schemas['StationSummary'];
export type Station = Schemas['Station'];
export type Level = Schemas['Level'];
export type DutyPerson = Schemas['DutyPerson'];
export type Check = Schemas['Check'];
export type ConferenceTemplate = Schemas['ConferenceTemplate'];

// Two hundred sites write at the same time; whoever watches sees it without asking.
const refreshMs = 30_000;

export function matrixQuery(id: string) {
  return queryOptions({
    queryKey: ['preparation', id, 'matrix'],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/preparation/matrix', { params: { path: { id } } })),
    refetchInterval: refreshMs,
  });
}

export function preparationQuery(id: string) {
  return queryOptions({
    queryKey: ['preparation', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/preparation', { params: { path: { id } } })),
    refetchInterval: refreshMs,
  });
}

/** @param siteId null: the media servers */
export function stationQuery(id: string, siteId: string | null) {
  return queryOptions({
    queryKey: ['preparation', id, siteId ?? 'mcu'],
    queryFn: () =>
      siteId
        ? answerOf(api.GET('/api/meetings/{id}/preparation/sites/{siteId}', { params: { path: { id, siteId } } }))
        : answerOf(api.GET('/api/meetings/{id}/preparation/mcu', { params: { path: { id } } })),
  });
}

export function earlierDutyQuery(id: string) {
  return queryOptions({
    queryKey: ['earlier-duty', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/preparation/earlier', { params: { path: { id } } })),
  });
}

export const templatesQuery = queryOptions({
  queryKey: ['conference-templates'],
  queryFn: () => answerOf(api.GET('/api/conference-templates')),
});

export const checklistsQuery = queryOptions({
  queryKey: ['checklists'],
  queryFn: () => answerOf(api.GET('/api/checklists')),
});

/** After anything about a meeting's preparation has changed: its page, the meeting's stage, the tasks of the day. */
export function usePreparationChanged(id: string): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['preparation', id] });
    void queries.invalidateQueries({ queryKey: ['meeting'] });
    void queries.invalidateQueries({ queryKey: ['tasks'] });
  };
}

interface Place {
  meetingId: string;
  /** Null: the media servers. */
  siteId: string | null;
}

/** A station's roster as a whole. */
export function useWriteDuty({ meetingId: id, siteId }: Place) {
  const take = useTakeStation({ meetingId: id, siteId });
  return useMutation({
    mutationFn: (body: { version: number; people: readonly DutyPerson[] }) => {
      const duty = { version: body.version, people: [...body.people] };
      return siteId
        ? answerOf(
            api.PUT('/api/meetings/{id}/preparation/sites/{siteId}/duty', {
              params: { path: { id, siteId } },
              body: duty,
            }),
          )
        : answerOf(api.PUT('/api/meetings/{id}/preparation/mcu/duty', { params: { path: { id } }, body: duty }));
    },
    ...take,
  });
}

/** "Vẫn như cũ": a station's people and checklist hold for the new time, too. */
export function useConfirmStation({ meetingId: id, siteId }: Place) {
  return useMutation({
    mutationFn: () =>
      siteId
        ? answerOf(
            api.POST('/api/meetings/{id}/preparation/sites/{siteId}/confirm', { params: { path: { id, siteId } } }),
          )
        : answerOf(api.POST('/api/meetings/{id}/preparation/mcu/confirm', { params: { path: { id } } })),
    ...useTakeStation({ meetingId: id, siteId }),
  });
}

export interface Mark {
  itemId: string;
  /** Null: as if nobody had looked. */
  isDone: boolean | null;
  remark?: string;
}

/** The station as it will be, once the server has heard of it. */
export function withMark(station: Station, itemId: string, isDone: boolean | null): Station {
  return {
    ...station,
    checks: station.checks.map((check) =>
      check.itemId === itemId ? { ...check, isDone, remark: null, at: null, by: null, earlier: null } : check,
    ),
  };
}

/** One item of a station's checklist. */
export function useMark({ meetingId: id, siteId }: Place) {
  const queries = useQueryClient();
  const take = useTakeStation({ meetingId: id, siteId });
  const { queryKey } = stationQuery(id, siteId);
  return useMutation({
    mutationKey: queryKey,
    // A list is ticked faster than a commune's line answers.
    onMutate: async ({ itemId, isDone }) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (station) => station && withMark(station, itemId, isDone));
    },
    mutationFn: ({ itemId, isDone, remark }: Mark) => {
      if (siteId) {
        const params = { path: { id, siteId, itemId } };
        return isDone === null
          ? answerOf(api.DELETE('/api/meetings/{id}/preparation/sites/{siteId}/checks/{itemId}', { params }))
          : answerOf(
              api.PUT('/api/meetings/{id}/preparation/sites/{siteId}/checks/{itemId}', {
                params,
                body: { isDone, remark },
              }),
            );
      }
      const params = { path: { id, itemId } };
      return isDone === null
        ? answerOf(api.DELETE('/api/meetings/{id}/preparation/mcu/checks/{itemId}', { params }))
        : answerOf(api.PUT('/api/meetings/{id}/preparation/mcu/checks/{itemId}', { params, body: { isDone, remark } }));
    },
    onError: take.onError,
    onSuccess: (station) => {
      // Of several on their way the last one's answer has them all.
      if (queries.isMutating({ mutationKey: queryKey }) === 1) take.onSuccess(station);
    },
  });
}

/** What the server answers is the station as it is now; after a refusal it is asked again. */
function useTakeStation({ meetingId, siteId }: Place) {
  const queries = useQueryClient();
  const changed = usePreparationChanged(meetingId);
  return {
    onSuccess: (station: Station) => {
      queries.setQueryData(stationQuery(meetingId, siteId).queryKey, station);
      void queries.invalidateQueries({ queryKey: preparationQuery(meetingId).queryKey, exact: true });
      void queries.invalidateQueries({ queryKey: ['meeting'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: changed,
  };
}
