import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';

export type PasskeyRow = components['schemas']['Passkey'];

/** Which second factors one's own account has. */
export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => answerOf(api.GET('/api/accounts/me/second-factor')),
});
