import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useSession } from '../../api/session';

type Site = components['schemas']['SiteSummary'];

export interface OwnSite {
  sites: readonly Site[];
  /** Null: nobody is signed in, or the unit has no site. */
  siteId: string | null;
  choose: (siteId: string) => void;
}

const chosenKey = 'diemcau.check.site';

/** Which of the unit's sites this machine stands in: the only one, or the one that was chosen here. */
export function useOwnSite(): OwnSite {
  const unitId = useSession().data?.account?.unitId ?? null;
  const { data } = useQuery({
    queryKey: ['sites', { unitId }],
    queryFn: () => answerOf(api.GET('/api/sites', { params: { query: { unitId: unitId ?? '' } } })),
    enabled: unitId !== null,
  });
  const [chosen, setChosen] = useState(readChosen);
  const sites = data?.items ?? [];
  const siteId = sites.find(({ id }) => id === chosen)?.id ?? (sites.length === 1 ? (sites[0]?.id ?? null) : null);
  const choose = (id: string) => {
    setChosen(id);
    try {
      localStorage.setItem(chosenKey, id);
    } catch {
      // Forbidden: it is asked again the next time.
    }
  };
  return { sites, siteId, choose };
}

function readChosen(): string | null {
  try {
    return localStorage.getItem(chosenKey);
  } catch {
    return null;
  }
}
