import type { DenseNode } from '../../ui/dense/nodes';
import { hasWords } from '../../ui/folded';
import type { DutyPerson, Level, StationSummary } from './preparationQueries';

export type StationFilter = '' | 'xac-nhan-lai' | 'chua-truc' | 'chua-xong' | 'qua-han';

/** What is wrong with a station first, and then only that. */
export type StationState = 'late' | 'again' | 'noRoster' | 'halfRoster' | 'wrong' | 'open' | 'ready';

export function stateOf(station: StationSummary): StationState {
  if (station.hasRoster && station.done === station.items) return 'ready';
  if (station.standing === 'late') return 'late';
  if (station.needsConfirming) return 'again';
  if (station.people.length === 0) return 'noRoster';
  if (!station.hasRoster) return 'halfRoster';
  return station.wrong > 0 ? 'wrong' : 'open';
}

export function matches(station: StationSummary, filter: StationFilter): boolean {
  switch (filter) {
    case 'xac-nhan-lai':
      return station.needsConfirming;
    case 'chua-truc':
      return !station.hasRoster;
    case 'chua-xong':
      return station.done < station.items;
    case 'qua-han':
      return stateOf(station) === 'late';
    default:
      return true;
  }
}

/** Every word in the station's name or in the names and numbers of those on duty; accents do not matter. */
export function finds(station: StationSummary, search: string): boolean {
  const people = station.people.map(({ name, phone }) => `${name} ${phone ?? ''}`);
  return hasWords([station.name, station.place ?? '', ...people].join(' '), search);
}

export function keyOf(station: StationSummary): string {
  return station.siteId ?? 'mcu';
}

/** The levels as a tree with the stations at their places; those that stand under none come first. */
export function treeOf(
  stations: readonly StationSummary[],
  levels: readonly Level[],
): DenseNode<StationSummary, Level>[] {
  const below = new Map(levels.map(({ unitId }) => [unitId, [] as DenseNode<StationSummary, Level>[]]));
  const roots: DenseNode<StationSummary, Level>[] = [];
  const place = (above: string | null, node: DenseNode<StationSummary, Level>) =>
    ((above ? below.get(above) : undefined) ?? roots).push(node);
  for (const station of stations) place(station.levelId, { key: keyOf(station), row: station });
  for (const level of levels) {
    place(level.parentId, {
      key: level.unitId,
      group: level,
      name: level.name,
      children: below.get(level.unitId) ?? [],
    });
  }
  return roots;
}

/** The roster after a contact was touched: taken on, or off when it already was. */
export function toggled(people: readonly DutyPerson[], contact: DutyPerson): DutyPerson[] {
  const rest = people.filter((person) => !isSame(person, contact));
  return rest.length < people.length ? rest : [...people, contact];
}

export function isSame(one: DutyPerson, other: DutyPerson): boolean {
  return one.role === other.role && one.name === other.name && (one.phone ?? '') === (other.phone ?? '');
}
