import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { answerOf, api } from '../../api/client';
import type { SiteMeasurement } from '../../rtc/check/measurement';
import { type Judged, SiteDesk } from '../../rtc/check/siteDesk';

export interface Judging {
  judged: Judged | null;
  /** It was measured, and the server did not take it. */
  hasFailed: boolean;
  judge: (measurement: SiteMeasurement, still: Blob | null) => Promise<void>;
  forget: () => void;
}

/** Has the server judge what a site has measured, and keep it. Without a site nothing is sent, and nothing judged. */
export function useJudging(siteId: string | null, meetingId: string | null): Judging {
  const [judged, setJudged] = useState<Judged | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const forget = useCallback(() => {
    setJudged(null);
    setFailed(false);
  }, []);
  const judge = useCallback(
    async (measurement: SiteMeasurement, still: Blob | null) => {
      if (siteId === null) return;
      const answer = await new SiteDesk(siteId).report(measurement, still, meetingId);
      setJudged(answer);
      setFailed(answer === null);
    },
    [siteId, meetingId],
  );
  return { judged, hasFailed, judge, forget };
}

/** Meetings of a site whose check is open, the next first. */
export function useMeetingsToCheck(siteId: string | null) {
  const { data } = useQuery({
    queryKey: ['site-desk', siteId],
    queryFn: () => answerOf(api.GET('/api/sites/{siteId}/check', { params: { path: { siteId: siteId ?? '' } } })),
    enabled: siteId !== null,
  });
  return data?.meetings ?? [];
}
