import type { MatrixMark, MatrixShare } from '../../ui/dense/Matrix';
import type { Level, PreparationMatrix } from './preparationQueries';

/** What the table of all sites reads: its columns, and for a site or everything under a level how each of them stands. */
export interface SiteMatrix {
  columns: readonly { key: string; title: string }[];
  /** Null: the item is not on the site's list. */
  mark: (siteId: string, column: number) => MatrixMark | null;
  share: (unitId: string, column: number) => MatrixShare;
}

/**
 * Columns are the items of the member sites; the main site's list stands beside them where it says the same, since it has a list of
 * its own.
 * @param sites with the level under which each is counted
 */
export function matrixOf(
  { items, stations }: PreparationMatrix,
  sites: readonly { siteId?: string | null; levelId: string | null }[],
  levels: readonly Level[],
): SiteMatrix {
  const columns = items.filter(({ role }) => role === 'member');
  const placeOf = (role: string) => {
    const own = items.filter((item) => item.role === role).map(({ text }) => text);
    return columns.map(({ text }) => own.indexOf(text));
  };
  const places = { main: placeOf('main'), member: placeOf('member'), mcu: placeOf('mcu') };
  const marks = new Map(
    stations.map(({ siteId, role, marks: given }) => [
      siteId ?? null,
      places[role].map((place) => (place < 0 ? null : markOf(given[place]))),
    ]),
  );
  const above = new Map(levels.map(({ unitId, parentId }) => [unitId, parentId]));
  const shares = new Map(levels.map(({ unitId }) => [unitId, columns.map(() => ({ passed: 0, failed: 0, of: 0 }))]));
  for (const { siteId, levelId } of sites) {
    const given = marks.get(siteId ?? null);
    for (let level = levelId; level && given; level = above.get(level) ?? null) {
      shares.get(level)?.forEach((share, column) => {
        const mark = given[column];
        if (!mark) return;
        share.of++;
        if (mark !== 'notChecked') share[mark]++;
      });
    }
  }
  return {
    columns: columns.map(({ id, text }) => ({ key: id, title: text })),
    mark: (siteId, column) => marks.get(siteId)?.[column] ?? null,
    share: (unitId, column) => shares.get(unitId)?.[column] ?? { passed: 0, failed: 0, of: 0 },
  };
}

function markOf(isDone: boolean | null | undefined): MatrixMark {
  if (isDone === null || isDone === undefined) return 'notChecked';
  return isDone ? 'passed' : 'failed';
}
