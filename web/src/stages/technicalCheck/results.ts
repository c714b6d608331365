import type { CheckCounts, CheckedItem, CheckedSite, CheckResult, SiteWord, TechnicalCheck } from './checkQueries';

/** The check as it will be, once the server has heard of a word. */
export function withResult(check: TechnicalCheck, word: SiteWord): TechnicalCheck {
  const sites = check.sites.map((site) => (site.siteId === word.siteId ? withWord(site, word) : site));
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

function withWord(site: CheckedSite, { result, note, items }: SiteWord): CheckedSite {
  const isMeant = ({ item, need, result: before }: CheckedItem) =>
    items
      ? items.includes(item)
      : result === 'notChecked'
        ? before !== 'notChecked'
        : need === 'required' || before === 'failed';
  const said = site.items.map((known) =>
    isMeant(known) ? { ...known, result, code: null, isMeasured: false } : known,
  );
  return {
    ...site,
    items: said,
    result: said.length > 0 ? resultOf(said) : result,
    note: note ?? null,
    at: null,
    by: null,
    isEarlier: false,
  };
}

/** As the server makes a site's result of its items. */
export function resultOf(items: readonly CheckedItem[]): CheckResult {
  if (items.some(({ result }) => result === 'failed')) return 'failed';
  return items.every(({ need, result }) => need !== 'required' || result === 'passed') ? 'passed' : 'notChecked';
}

export function countsOf(sites: readonly CheckedSite[]): CheckCounts {
  const count = (result: CheckResult) => sites.filter((site) => site.result === result).length;
  return { passed: count('passed'), failed: count('failed'), notChecked: count('notChecked') };
}
