/** One entry of a list: something of its own, or a group with what is in it. */
export type DenseNode<T, G> = DenseEntry<T> | DenseGroup<T, G>;

export interface DenseEntry<T> {
  key: string;
  row: T;
}

export interface DenseGroup<T, G> {
  key: string;
  group: G;
  /** What opens and closes is called by it. */
  name: string;
  children: readonly DenseNode<T, G>[];
}

/** An entry in its place: groups that are closed hide what is in them. */
export interface DenseLine<T, G> {
  key: string;
  /** From 0. */
  depth: number;
  node: DenseNode<T, G>;
}

/** Up to so many entries nothing is closed at first: they fit on two screens. */
const openAtFirst = 60;

export function isGroup<T, G>(node: DenseNode<T, G>): node is DenseGroup<T, G> {
  return 'children' in node;
}

/** The list from top to bottom as it is seen. */
export function linesOf<T, G>(
  nodes: readonly DenseNode<T, G>[],
  isClosed: (key: string) => boolean,
  depth = 0,
): DenseLine<T, G>[] {
  return nodes.flatMap((node) => {
    const line = { key: node.key, depth, node };
    return isGroup(node) && !isClosed(node.key) ? [line, ...linesOf(node.children, isClosed, depth + 1)] : [line];
  });
}

/** The groups that are closed at first: the lowest ones of a long list, so that one sees all of them at once. */
export function closedAtFirst<T, G>(nodes: readonly DenseNode<T, G>[]): string[] {
  const lowest = (many: readonly DenseNode<T, G>[]): string[] =>
    many.filter(isGroup).flatMap(({ key, children }) => {
      const below = lowest(children);
      return below.length > 0 ? below : [key];
    });
  return entriesOf(nodes) > openAtFirst ? lowest(nodes) : [];
}

function entriesOf<T, G>(nodes: readonly DenseNode<T, G>[]): number {
  return nodes.reduce((sum, node) => sum + (isGroup(node) ? entriesOf(node.children) : 1), 0);
}

/**
 * Which lines are drawn of many that are equally high.
 * @param from px from the list's upper edge to that of the window; negative while the list begins below it
 * @returns the first and the one after the last, in steps, so that a little scrolling changes nothing
 */
export function drawn(from: number, windowPx: number, linePx: number, count: number): [number, number] {
  const beside = 8;
  const step = 4;
  const first = Math.floor(from / linePx) - beside;
  const last = Math.ceil((from + windowPx) / linePx) + beside;
  const clamp = (index: number) => Math.min(count, Math.max(0, index));
  return [clamp(Math.floor(first / step) * step), clamp(Math.ceil(last / step) * step)];
}
