import type { CheckCounts, CheckedSite, CheckResult, TechnicalCheck } from './checkQueries';

/** The check as it will be, once the server has heard of a result. */
export function withResult(
  check: TechnicalCheck,
  siteId: string,
  result: CheckResult,
  note: string | null,
): TechnicalCheck {
  const sites = check.sites.map((site) =>
    site.siteId === siteId ? { ...site, result, note, at: null, by: null, isEarlier: false } : site,
  );
  return {
    ...check,
    sites,
    counts: countsOf(sites),
    groups: check.groups.map((group) => ({
      ...group,
      counts: countsOf(sites.filter((site) => site.groupId === group.unitId)),
    })),
  };
}

export function countsOf(sites: readonly CheckedSite[]): CheckCounts {
  const count = (result: CheckResult) => sites.filter((site) => site.result === result).length;
  return { passed: count('passed'), failed: count('failed'), notChecked: count('notChecked') };
}
