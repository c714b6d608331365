import type { Unit } from './organisationQueries';

export interface UnitNode extends Unit {
  children?: UnitNode[];
}

const collator = new Intl.Collator('vi', { numeric: true });

/** The units below one another, each level in Vietnamese order. A unit whose parent is missing, or is below itself, stands at the top. */
export function treeOf(units: readonly Unit[]): UnitNode[] {
  const nodes = new Map<string, UnitNode>(units.map((unit) => [unit.id, { ...unit }]));
  const top: UnitNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined;
    if (!parent || leadsTo(nodes, parent, node.id)) top.push(node);
    else parent.children = [...(parent.children ?? []), node];
  }
  for (const node of nodes.values()) node.children?.sort((a, b) => collator.compare(a.name, b.name));
  return top.sort((a, b) => collator.compare(a.name, b.name));
}

function leadsTo(nodes: ReadonlyMap<string, UnitNode>, from: UnitNode, id: string): boolean {
  const seen = new Set<string>();
  for (
    let at: UnitNode | undefined = from;
    at && !seen.has(at.id);
    at = at.parentId ? nodes.get(at.parentId) : undefined
  ) {
    if (at.id === id) return true;
    seen.add(at.id);
  }
  return false;
}

/** Without accents and case: "dak lak" finds "Đắk Lắk". */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
