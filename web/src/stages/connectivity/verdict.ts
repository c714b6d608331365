import type { LineResult } from '../../rtc/lineCheck';
import type { Way } from '../../rtc/way';

export type CheckedWay = Way | 'socket';
/** In the order of the page: what everything needs, then the ways of media, best first. */
export const checkedWays: readonly CheckedWay[] = ['socket', 'udp', 'tcp', 'turn', 'turns'];

export type Results = Partial<Record<CheckedWay, LineResult>>;
export type Verdict = 'running' | 'good' | 'fair' | 'noMedia' | 'noControl' | 'nothing';

export function verdictOf(results: Results): Verdict {
  if (checkedWays.some((way) => results[way] === undefined)) return 'running';
  const works = (way: CheckedWay): boolean => results[way]?.works ?? false;
  const media = works('udp') || works('tcp') || works('turn') || works('turns');
  if (!works('socket')) return media ? 'noControl' : 'nothing';
  if (!media) return 'noMedia';
  return works('udp') ? 'good' : 'fair';
}
