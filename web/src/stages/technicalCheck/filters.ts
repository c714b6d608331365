import { folded } from '../../ui/folded';
import type { CheckedSite, CheckResult } from './checkQueries';

/** What of the sites is shown: a result, those that speak, those that were asked and have not come in. */
export type CheckFilter = '' | CheckResult | 'speaks' | 'notIn';

export function isShown(site: CheckedSite, filter: CheckFilter, search: string): boolean {
  return is(site, filter) && (!search || folded(site.name).includes(folded(search)));
}

function is(site: CheckedSite, filter: CheckFilter): boolean {
  switch (filter) {
    case '':
      return true;
    case 'speaks':
      return site.speaks;
    case 'notIn':
      return isMissing(site);
    default:
      return site.result === filter;
  }
}

/** It was asked to measure, and nothing has come of it yet. */
export function isMissing({ asked }: CheckedSite): boolean {
  return asked === 'notIn' || asked === 'noAnswer';
}
