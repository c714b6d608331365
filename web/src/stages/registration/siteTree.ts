import { hasWords } from '../../ui/folded';
import type { SiteChoice } from './meetingQueries';

/** A unit with what is below it, or a site. */
export interface SiteNode {
  /** "u:…" of a unit, "s:…" of a site. */
  key: string;
  title: string;
  /** Every site below it, itself when it is one. */
  siteIds: readonly string[];
  children?: SiteNode[];
}

/** "Xã 2" before "xã 10". */
const collator = new Intl.Collator('vi', { numeric: true });

export const siteKey = (id: string) => `s:${id}`;

/** The units that have sites, one below another. A unit with one site and nothing else is that site: two hundred communes are two hundred lines. */
export function siteTree(choice: SiteChoice): SiteNode[] {
  const below = new Map<string | null, SiteChoice['units']>();
  const known = new Set(choice.units.map((unit) => unit.id));
  for (const unit of choice.units) {
    const parent = unit.parentId && known.has(unit.parentId) ? unit.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const sites = new Map<string, SiteNode[]>();
  for (const site of choice.sites) {
    const node = { key: siteKey(site.id), title: site.name, siteIds: [site.id] };
    sites.set(site.unitId, [...(sites.get(site.unitId) ?? []), node]);
  }
  const nodesBelow = (parent: string | null): SiteNode[] =>
    (below.get(parent) ?? []).flatMap((unit) => {
      const children = [...(sites.get(unit.id) ?? []), ...nodesBelow(unit.id)];
      const [only] = children;
      if (!only) return [];
      if (children.length === 1 && only.key.startsWith('s:')) return [only];
      children.sort(inOrder);
      return [{ key: `u:${unit.id}`, title: unit.name, siteIds: children.flatMap((child) => child.siteIds), children }];
    });
  return nodesBelow(null).sort(inOrder);
}

/** A unit's own sites before the units below it. */
function inOrder(one: SiteNode, other: SiteNode): number {
  return (one.children ? 1 : 0) - (other.children ? 1 : 0) || collator.compare(one.title, other.title);
}

/** What a search finds, without regard to accents: a unit that is found stands there with everything below it. */
export function foundIn(nodes: readonly SiteNode[], search: string): SiteNode[] {
  if (!search.trim()) return [...nodes];
  const keep = (node: SiteNode): SiteNode[] => {
    if (hasWords(node.title, search)) return [node];
    const children = (node.children ?? []).flatMap(keep);
    return children.length > 0 ? [{ ...node, children, siteIds: children.flatMap((child) => child.siteIds) }] : [];
  };
  return nodes.flatMap(keep);
}

/** The units to choose all sites of, the widest first. */
export function unitsIn(nodes: readonly SiteNode[]): SiteNode[] {
  const units: SiteNode[] = [];
  let level = nodes.filter((node) => node.children);
  while (level.length > 0) {
    units.push(...level);
    level = level.flatMap((node) => (node.children ?? []).filter((child) => child.children));
  }
  return units;
}
