import { Checkbox, Grid } from 'antd';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../useShortcuts';
import './dense.css';
import '../texts';
import { type DenseLine, type DenseNode, isGroup, linesOf } from './nodes';
import { pxOf, useDrawnLines } from './useDrawnLines';
import { type Folding, useFolding } from './useFolding';

export interface DenseColumn<T, G = never> {
  key: string;
  title: ReactNode;
  /** Of CSS; without one the column shares what is left. */
  width?: string;
  align?: 'right';
  /** From which width of the window on there is room for it. */
  from?: 'lg' | 'xl' | 'xxl';
  render: (row: T, index: number) => ReactNode;
  /** The same of a whole group; its first column holds its name. */
  group?: (group: G) => ReactNode;
}

interface DenseListProps<T, G> {
  /** What it is a list of. */
  label: string;
  nodes: readonly DenseNode<T, G>[];
  columns: readonly DenseColumn<T, G>[];
  /** One line on a telephone, in place of the columns: two lines of text at most. */
  narrow: (row: T) => ReactNode;
  narrowGroup?: (group: G) => ReactNode;
  /** Enter, and a click beside links and buttons. */
  onOpen?: (row: T) => void;
  /** Who keeps which groups are open, when it is not the list: their content may have to be fetched first. */
  folding?: Folding;
  /** What the button of a group is called, when its name alone stands for something else on the page. */
  openerLabel?: (name: string) => string;
  /** Keys that are chosen; with it, x and a box choose. */
  chosen?: ReadonlySet<string>;
  onChoose?: (chosen: ReadonlySet<string>) => void;
  /** Lines of which there is nothing to choose; without it all may be. */
  mayChoose?: (row: T) => boolean;
}

const lineRem = { wide: 2.5, narrow: 4 } as const;

/**
 * Hundreds of lines to be read, not scrolled through: 40 px each over the whole width, groups that close, and only what is in sight is
 * drawn. Keys: j and k (or the arrows) go down and up, Enter opens, x chooses, / goes to the search field.
 */
export function DenseList<T, G = never>(props: DenseListProps<T, G>) {
  const { nodes, columns, narrow, narrowGroup, onOpen, chosen, onChoose, mayChoose = () => true } = props;
  const { t } = useTranslation('ui');
  const screens = Grid.useBreakpoint();
  const wide = screens.md ?? true;
  const own = useFolding(nodes);
  const { isClosed, fold } = props.folding ?? own;
  const lines = useMemo(() => linesOf(nodes, isClosed), [nodes, isClosed]);
  const [active, setActive] = useState<string | null>(null);
  const moved = useRef(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const linePx = pxOf(wide ? lineRem.wide : lineRem.narrow);
  const [first, last] = useDrawnLines(body, linePx, lines.length);
  const at = lines.findIndex(({ key }) => key === active);
  const shown = columns.filter(({ from }) => !from || (screens[from] ?? true));
  const boxes = Boolean(chosen && onChoose);

  const go = (to: number) => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, to))];
    if (!line) return;
    moved.current = true;
    setActive(line.key);
  };
  const choose = (line: DenseLine<T, G>) => {
    if (!chosen || !onChoose || isGroup(line.node) || !mayChoose(line.node.row)) return;
    const next = new Set(chosen);
    if (!next.delete(line.key)) next.add(line.key);
    onChoose(next);
  };
  const choosable = lines.filter(({ node }) => !isGroup(node) && mayChoose(node.row));
  const isAllChosen = choosable.length > 0 && choosable.every(({ key }) => chosen?.has(key));
  const isSomeChosen = choosable.some(({ key }) => chosen?.has(key));
  const chooseAll = () => {
    const next = new Set(chosen);
    for (const { key } of choosable) {
      if (isAllChosen) next.delete(key);
      else next.add(key);
    }
    onChoose?.(next);
  };
  const open = (line: DenseLine<T, G>) => {
    if (isGroup(line.node)) fold(line.key, !isClosed(line.key));
    else onOpen?.(line.node.row);
  };
  // Where the page is, when nothing in the list has the focus yet.
  const firstInSight = () => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    return Math.max(0, Math.ceil((pxOf(7) - top) / linePx));
  };
  const step = (by: number) => go(at < 0 ? firstInSight() : at + by);
  const current = lines[at];
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    '/': () => document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus(),
    ...(current && boxes && { x: () => choose(current) }),
  });
  // A line that the keys have gone to is drawn wherever it is; only then it can have the focus.
  useLayoutEffect(() => {
    if (!moved.current || active === null) return;
    moved.current = false;
    const row = body.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(active)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const press = (event: KeyboardEvent, line: DenseLine<T, G>, index: number) => {
    if (event.target !== event.currentTarget) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      Enter: () => open(line),
      ArrowRight: () => isGroup(line.node) && fold(line.key, false),
      ArrowLeft: () => isGroup(line.node) && fold(line.key, true),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const click = (event: MouseEvent, line: DenseLine<T, G>) => {
    const isOther = event.target instanceof Element && event.target.closest('a, button, input, label');
    if (isOther || window.getSelection()?.toString()) return;
    setActive(line.key);
    open(line);
  };

  const drawnAt = new Set(Array.from({ length: last - first }, (_, index) => first + index));
  if (at >= 0) drawnAt.add(at);
  const rows: ReactNode[] = [];
  let next = 0;
  const room = (until: number) => {
    if (until > next) {
      rows.push(
        <tr key={`room ${next}`} aria-hidden className="dense-room" style={{ height: (until - next) * linePx }} />,
      );
    }
  };
  let number = 0;
  const numbers = lines.map(({ node }) => (isGroup(node) ? number : number++));
  for (const index of [...drawnAt].sort((one, other) => one - other)) {
    const line = lines[index];
    if (!line) continue;
    room(index);
    next = index + 1;
    const isTabStop = at < 0 ? index === 0 : index === at;
    rows.push(
      <tr
        key={line.key}
        data-key={line.key}
        aria-rowindex={index + 2}
        className={isGroup(line.node) ? 'is-group' : onOpen ? 'is-open' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={(event) => event.target === event.currentTarget && setActive(line.key)}
        onKeyDown={(event) => press(event, line, index)}
        onClick={(event) => click(event, line)}
      >
        {boxes && (
          <td className="dense-box">
            {!isGroup(line.node) && mayChoose(line.node.row) && (
              <Checkbox
                tabIndex={-1}
                aria-label={t('dense.choose')}
                checked={chosen?.has(line.key)}
                onChange={() => choose(line)}
              />
            )}
          </td>
        )}
        {cellsOf(line, numbers[index] ?? 0)}
      </tr>,
    );
  }
  room(lines.length);

  function cellsOf({ node, depth, key }: DenseLine<T, G>, place: number): ReactNode {
    const indent = { paddingInlineStart: `${0.75 + depth * 1.25}rem` };
    if (isGroup(node)) {
      const isShut = isClosed(key);
      const opener = (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!isShut}
          aria-label={props.openerLabel?.(node.name)}
          onClick={() => fold(key, !isShut)}
        >
          <span aria-hidden>{isShut ? '▸' : '▾'}</span> {node.name}
        </button>
      );
      if (!wide) {
        return (
          <th scope="row" style={indent}>
            {opener}
            {narrowGroup?.(node.group)}
          </th>
        );
      }
      return shown.map((column, index) =>
        index === 0 ? (
          <th key={column.key} scope="row" style={indent}>
            {opener}
          </th>
        ) : (
          <td key={column.key} className={column.align && `is-${column.align}`}>
            {column.group?.(node.group)}
          </td>
        ),
      );
    }
    if (!wide) return <td style={indent}>{narrow(node.row)}</td>;
    return shown.map((column, index) => {
      const content = column.render(node.row, place);
      return (
        <td
          key={column.key}
          className={column.align && `is-${column.align}`}
          style={index === 0 ? indent : undefined}
          title={typeof content === 'string' ? content : undefined}
        >
          {content}
        </td>
      );
    });
  }

  return (
    <div className="panel dense">
      <table
        className={wide ? 'dense-table' : 'dense-table is-narrow'}
        aria-label={props.label}
        aria-rowcount={lines.length + 1}
      >
        <colgroup>
          {boxes && <col style={{ width: '2.75rem' }} />}
          {wide ? shown.map(({ key, width }) => <col key={key} style={width ? { width } : undefined} />) : <col />}
        </colgroup>
        <thead className={wide ? undefined : 'visually-hidden'}>
          <tr aria-rowindex={1}>
            {boxes && (
              <th scope="col" className="dense-box">
                {wide ? (
                  <Checkbox
                    aria-label={t('dense.chooseAll')}
                    checked={isAllChosen}
                    indeterminate={isSomeChosen && !isAllChosen}
                    disabled={choosable.length === 0}
                    onChange={chooseAll}
                  />
                ) : (
                  t('dense.choose')
                )}
              </th>
            )}
            {wide ? (
              shown.map(({ key, title, align }) => (
                <th key={key} scope="col" className={align && `is-${align}`}>
                  {title}
                </th>
              ))
            ) : (
              <th scope="col">{props.label}</th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>{rows}</tbody>
      </table>
      <p className="dense-keys no-print">{t(boxes ? 'dense.keysChoosing' : 'dense.keys')}</p>
    </div>
  );
}
