import type { Unit } from './organisationQueries';

/** A row of the tree: a unit, or the wait for what stands under one. */
export type UnitRow =
  | (Unit & { waits?: false; children?: UnitRow[] })
  | { id: string; waits: true; children?: undefined };

/** The names above a unit, from the top down. */
export function wayTo(unit: Pick<Unit, 'path'>): string {
  return unit.path.map(({ name }) => name).join(' › ');
}

/**
 * The rows of the tree as far as it is known. A unit with others under it can be opened before they have been fetched.
 * @param childrenOf what stands under a unit (null: at the top); undefined while it is not known
 */
export function rowsOf(
  childrenOf: (parentId: string | null) => readonly Unit[] | undefined,
  parentId: string | null = null,
): UnitRow[] {
  return (childrenOf(parentId) ?? []).map((unit) => {
    if (unit.childCount === 0) return unit;
    const known = childrenOf(unit.id);
    return { ...unit, children: known ? rowsOf(childrenOf, unit.id) : [{ id: `${unit.id} waits`, waits: true }] };
  });
}
