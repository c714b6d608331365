import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Session = Schemas['SessionPage'];
export type SessionSite = Schemas['SessionSite'];
export type Pass = Schemas['MeetingPass'];
export type PersonToName = Schemas['PersonToName'];
export type LinePolicy = Schemas['LinePolicy'];

/** The laxest first, as the server orders them. */
export const linePolicies: readonly LinePolicy[] = ['internetAllowed', 'askTheChair', 'slcdOnly'];

// Sites come and go while somebody watches.
const refreshMs = 5_000;

export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: ['session', id],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/session', { params: { path: { id } } })),
    refetchInterval: refreshMs,
  });
}

export function passesQuery(id: string) {
  return queryOptions({
    queryKey: ['session', id, 'passes'],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/passes', { params: { path: { id } } })),
  });
}

export type SessionAct =
  | { kind: 'connect' | 'open' | 'end' }
  | { kind: 'call'; siteIds: string[] | null }
  | { kind: 'confirm'; anyway: boolean; reason: string | null };

export function useSessionAct(id: string) {
  const client = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: async (act: SessionAct): Promise<unknown> => {
      switch (act.kind) {
        case 'connect':
          return answerOf(api.POST('/api/meetings/{id}/session/connect', { params }));
        case 'open':
          return answerOf(api.POST('/api/meetings/{id}/session/open', { params }));
        case 'end':
          return answerOf(api.POST('/api/meetings/{id}/session/end', { params }));
        case 'call':
          return answerOf(api.POST('/api/meetings/{id}/session/calls', { params, body: { siteIds: act.siteIds } }));
        case 'confirm':
          return answerOf(
            api.POST('/api/meetings/{id}/session/confirm', {
              params,
              body: { anyway: act.anyway, reason: act.reason },
            }),
          );
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['session', id] }),
  });
}

export function useIssuePass(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pass: Schemas['NewMeetingPass']) =>
      answerOf(api.POST('/api/meetings/{id}/passes', { params: { path: { id } }, body: pass })),
    onSettled: () => client.invalidateQueries({ queryKey: ['session', id, 'passes'] }),
  });
}

export function useRevokePass(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (passId: string) =>
      answerOf(api.DELETE('/api/meetings/{id}/passes/{passId}', { params: { path: { id, passId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['session', id, 'passes'] }),
  });
}

export function useRenewPassword(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/meetings/{id}/passes/password', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['session', id, 'passes'] }),
  });
}

export function peopleQuery(id: string) {
  return queryOptions({
    queryKey: ['session', id, 'people'],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/passes/people', { params: { path: { id } } })),
  });
}

export function linePolicyQuery(id: string) {
  return queryOptions({
    queryKey: ['session', id, 'line-policy'],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/line-policy', { params: { path: { id } } })),
  });
}

export function useChangeLinePolicy(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (policy: LinePolicy | null) =>
      answerOf(api.PUT('/api/meetings/{id}/line-policy', { params: { path: { id } }, body: { policy } })),
    onSuccess: (rule) => client.setQueryData(linePolicyQuery(id).queryKey, rule),
  });
}
