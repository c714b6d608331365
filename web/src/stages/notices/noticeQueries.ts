import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type Notice = Schemas['NoticePage'];
export type NoticeForm = Schemas['NoticeForm'];
export type NoticeBranch = Schemas['NoticeBranch'];
export type NoticeSite = Schemas['NoticeSite'];
export type NoticeState = Schemas['NoticeState'];
export type NoticeCopy = Schemas['NoticeCopy'];
export type InboxItem = Schemas['InboxItem'];
export type Letter = Schemas['OfficialLetter'];
export type LetterTable = Schemas['LetterTable'];

/** A notice of a meeting: the session's, or (with a branch) the one of a branch's unit to the sites under it. */
export interface NoticeKey {
  meetingId: string;
  branch: string | null;
}

const refreshMs = 30_000;

/** The same use cases, under the meeting or under the branch. */
const at = {
  show: ({ meetingId: id, branch }: NoticeKey) =>
    branch
      ? api.GET('/api/meetings/{id}/branches/{unitId}/notice', { params: { path: { id, unitId: branch } } })
      : api.GET('/api/meetings/{id}/notice', { params: { path: { id } } }),
  letter: ({ meetingId: id, branch }: NoticeKey) =>
    branch
      ? api.GET('/api/meetings/{id}/branches/{unitId}/notice/letter', { params: { path: { id, unitId: branch } } })
      : api.GET('/api/meetings/{id}/notice/letter', { params: { path: { id } } }),
  sites: ({ meetingId: id, branch }: NoticeKey, query: SiteFilter) =>
    branch
      ? api.GET('/api/meetings/{id}/branches/{unitId}/notice/sites', {
          params: { path: { id, unitId: branch }, query },
        })
      : api.GET('/api/meetings/{id}/notice/sites', { params: { path: { id }, query } }),
};

export interface SiteFilter {
  search?: string;
  branch?: string;
  state?: NoticeState;
  page?: number;
  pageSize?: number;
}

export function noticeQuery(key: NoticeKey) {
  return queryOptions({
    queryKey: ['notice', key],
    queryFn: () => answerOf(at.show(key)),
    refetchInterval: refreshMs,
  });
}

export function letterQuery(key: NoticeKey) {
  return queryOptions({
    queryKey: ['notice', key, 'letter'],
    queryFn: () => answerOf(at.letter(key)),
    placeholderData: keepPreviousData,
  });
}

export function noticeSitesQuery(key: NoticeKey, filter: SiteFilter) {
  return queryOptions({
    queryKey: ['notice', key, 'sites', filter],
    queryFn: () => answerOf(at.sites(key, filter)),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
}

/** Which notices of a meeting the reader may send. */
export function noticesQuery(meetingId: string) {
  return queryOptions({
    queryKey: ['notices', meetingId],
    queryFn: () => answerOf(api.GET('/api/meetings/{id}/notices', { params: { path: { id: meetingId } } })),
  });
}

export function writeNotice({ meetingId: id, branch }: NoticeKey, version: number, form: NoticeForm) {
  const body = { version, form };
  return answerOf(
    branch
      ? api.PUT('/api/meetings/{id}/branches/{unitId}/notice', { params: { path: { id, unitId: branch } }, body })
      : api.PUT('/api/meetings/{id}/notice', { params: { path: { id } }, body }),
  );
}

export function sendNotice({ meetingId: id, branch }: NoticeKey, body: Schemas['NoticeSend']) {
  return answerOf(
    branch
      ? api.POST('/api/meetings/{id}/branches/{unitId}/notice/send', { params: { path: { id, unitId: branch } }, body })
      : api.POST('/api/meetings/{id}/notice/send', { params: { path: { id } }, body }),
  );
}

export function remindOf({ meetingId: id, branch }: NoticeKey, siteIds: string[] | null) {
  const body = { siteIds };
  return answerOf(
    branch
      ? api.POST('/api/meetings/{id}/branches/{unitId}/notice/reminders', {
          params: { path: { id, unitId: branch } },
          body,
        })
      : api.POST('/api/meetings/{id}/notice/reminders', { params: { path: { id } }, body }),
  );
}

export function documentAddress({ meetingId, branch }: NoticeKey): string {
  return `/api/meetings/${meetingId}${branch ? `/branches/${branch}` : ''}/notice/document`;
}

export function inboxQuery(unseen: boolean, page: number, pageSize: number) {
  return queryOptions({
    queryKey: ['inbox', unseen, page, pageSize],
    queryFn: () => answerOf(api.GET('/api/inbox', { params: { query: { unseen, page, pageSize } } })),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
}

export function copyQuery(id: string) {
  return queryOptions({
    queryKey: ['noticeCopy', id],
    queryFn: () => answerOf(api.GET('/api/notices/{id}', { params: { path: { id } } })),
  });
}

/** After something was read, confirmed or sent. */
export function useNoticesChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['inbox', 'notice', 'notices', 'noticeCopy', 'meeting', 'meetings', 'tasks'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
}
