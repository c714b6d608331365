import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import type { FormState } from './form';

export type Check = components['schemas']['MeetingCheck'];
type Question = components['schemas']['MeetingQuestion'];

const pauseMs = 500;

/** Asks, at each pause in typing, what the time clashes with and whether it is late. */
export function useLiveCheck(form: FormState, meetingId: string | null): Check | undefined {
  const question: Question | null = form.startsAt
    ? {
        meetingId,
        startsAt: form.startsAt,
        endsAt: form.endsAt,
        siteIds: [form.mainSite, ...form.members].flatMap((site) => (site ? [site.siteId] : [])),
        chairName: form.chairName,
        mainPlace: form.mainSite?.place ?? null,
      }
    : null;
  const written = question ? JSON.stringify(question) : '';
  const [asked, setAsked] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(written), pauseMs);
    return () => clearTimeout(timer);
  }, [written]);
  const { data } = useQuery({
    queryKey: ['meetingCheck', asked],
    queryFn: () => answerOf(api.POST('/api/meetings/check', { body: JSON.parse(asked) as Question })),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  return written === '' ? undefined : data;
}
