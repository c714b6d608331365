import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';

export const passwordPolicyQuery = queryOptions({
  queryKey: ['password-policy'],
  queryFn: () => answerOf(api.GET('/api/accounts/password-policy')),
  staleTime: Number.POSITIVE_INFINITY,
});
