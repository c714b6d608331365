import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client';
import { rememberContacts, rememberedContacts } from './rememberedContacts';

/** Whom to call for help; until the server has answered, what it said last on this machine. */
export const supportQuery = queryOptions({
  queryKey: ['support-contacts'],
  queryFn: async () => {
    const contacts = await answerOf(api.GET('/api/support-contacts'));
    rememberContacts(contacts);
    return contacts;
  },
  staleTime: 60_000,
  initialData: rememberedContacts,
  initialDataUpdatedAt: 0,
});
