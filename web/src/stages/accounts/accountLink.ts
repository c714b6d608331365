import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';

/** What a link from a mail is for, whose it is, and whether it is still good. */
export function accountLinkQuery(token: string) {
  return queryOptions({
    queryKey: ['account-link', token],
    queryFn: () => answerOf(api.GET('/api/accounts/links/{token}', { params: { path: { token } } })),
  });
}
