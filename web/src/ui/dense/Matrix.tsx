import { Checkbox } from 'antd';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useOnPaper } from '../useOnPaper';
import '../texts';
import './matrix.css';
import { type DenseNode, drawn, isGroup, linesOf } from './nodes';
import { pxOf } from './useDrawnLines';
import { useFolding } from './useFolding';

/** "Đạt", "Chưa đạt", "Chưa kiểm tra". */
export type MatrixMark = 'passed' | 'failed' | 'notChecked';

/** How many of a group are what; what is in none of them is not checked. */
export interface MatrixShare {
  passed: number;
  failed: number;
  of: number;
}

interface MatrixProps<T, G> {
  label: string;
  /** What the rows are. */
  rowTitle: string;
  columns: readonly { key: string; title: string }[];
  nodes: readonly DenseNode<T, G>[];
  name: (row: T) => string;
  /** Null: the column is not about this row. */
  mark: (row: T, column: number) => MatrixMark | null;
  share: (group: G, column: number) => MatrixShare;
  onOpen?: (row: T) => void;
  /** Cells open, too: by a click or Enter; the arrows go from one to the next. */
  onOpenCell?: (row: T, column: number) => void;
  /** Keys of rows that are chosen; with it, x and a box choose. */
  chosen?: ReadonlySet<string>;
  onChoose?: (chosen: ReadonlySet<string>) => void;
}

const lineRem = 2.5;

/**
 * Rows by columns, each cell one of three words on its colour. Head and first column stay in sight, groups close and say their share,
 * and of hundreds of rows only those in sight are drawn.
 */
export function Matrix<T, G>(props: MatrixProps<T, G>) {
  const { label, rowTitle, columns, nodes, name, mark, share, onOpen, onOpenCell, chosen, onChoose } = props;
  const { t } = useTranslation('ui');
  const scroller = useRef<HTMLDivElement>(null);
  const { isClosed, fold } = useFolding(nodes);
  const lines = useMemo(() => linesOf(nodes, isClosed), [nodes, isClosed]);
  const linePx = pxOf(lineRem);
  const [[first, last], setRange] = useState<[number, number]>([0, 40]);
  const measure = () => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    const next = drawn(scrollTop, clientHeight, linePx, lines.length);
    setRange((known) => (known[0] === next[0] && known[1] === next[1] ? known : next));
  };
  // Measured anew when there are more or fewer lines.
  useLayoutEffect(measure, [lines.length, linePx]);
  const words = {
    passed: t('matrix.passed'),
    failed: t('matrix.failed'),
    notChecked: t('matrix.notChecked'),
  } as const;
  const room = (from: number, until: number): ReactNode =>
    until > from && <tr aria-hidden style={{ height: (until - from) * linePx }} />;
  // On paper everything is in sight.
  const isPaper = useOnPaper();
  const begin = isPaper ? 0 : Math.min(first, lines.length);
  const end = isPaper ? lines.length : Math.min(last, lines.length);
  const choose = (key: string) => {
    if (!chosen || !onChoose) return;
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChoose(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section ref={scroller} className="panel matrix" tabIndex={0} aria-label={label} onScroll={measure}>
      <table
        aria-label={label}
        aria-rowcount={lines.length + 1}
        style={{ '--columns': columns.length } as CSSProperties}
        onKeyDown={(event) => pressCell(event, scroller.current, choose)}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{rowTitle}</th>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" title={title}>
                <span>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {room(0, begin)}
          {lines.slice(begin, end).map(({ key, node, depth }, index) => (
            <tr
              key={key}
              data-key={isGroup(node) ? undefined : key}
              aria-rowindex={begin + index + 2}
              className={isGroup(node) ? 'is-group' : undefined}
            >
              <th scope="row" style={{ paddingInlineStart: `${0.75 + depth}rem` }}>
                {isGroup(node) ? (
                  <button type="button" aria-expanded={!isClosed(key)} onClick={() => fold(key, !isClosed(key))}>
                    <span aria-hidden>{isClosed(key) ? '▸' : '▾'}</span> {node.name}
                  </button>
                ) : (
                  <>
                    {chosen && (
                      <Checkbox
                        tabIndex={-1}
                        aria-label={t('matrix.choose', { name: name(node.row) })}
                        checked={chosen.has(key)}
                        onChange={() => choose(key)}
                      />
                    )}
                    <button type="button" className="is-row" title={name(node.row)} onClick={() => onOpen?.(node.row)}>
                      {name(node.row)}
                    </button>
                  </>
                )}
              </th>
              {columns.map((column, place) => {
                if (isGroup(node)) return <ShareCell key={column.key} share={share(node.group, place)} />;
                const is = mark(node.row, place);
                return (
                  <td key={column.key} className={is ? `is-${is}` : undefined}>
                    {onOpenCell ? (
                      <button
                        type="button"
                        className="is-cell"
                        tabIndex={-1}
                        aria-label={`${name(node.row)}, ${column.title}: ${is ? words[is] : t('matrix.nothing')}`}
                        onClick={() => onOpenCell(node.row, place)}
                      >
                        {is ? words[is] : '–'}
                      </button>
                    ) : (
                      is && words[is]
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          {room(end, lines.length)}
        </tbody>
      </table>
    </section>
  );
}

/**
 * The keyboard among cells: Tab goes to the names, the arrows from there to cells and between them (WAI-ARIA grid pattern), x chooses the row. What
 * is in sight is moved, so that nothing has to be kept of where one is.
 */
function pressCell(event: KeyboardEvent, pane: HTMLElement | null, choose: (key: string) => void): void {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  const row = button?.closest('tr');
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'x' && row.dataset.key) {
    event.preventDefault();
    choose(row.dataset.key);
    return;
  }
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!step) return;
  const place = [...row.children].findIndex((cell) => cell.contains(button));
  const table = row.closest('table');
  const to = table?.querySelector(`tr[aria-rowindex="${Number(row.ariaRowIndex) + (step[0] ?? 0)}"]`);
  const cell = to?.children[Math.min(row.children.length - 1, Math.max(0, place + (step[1] ?? 0)))];
  // Groups have no cells that open.
  const next = cell?.querySelector('button') ?? to?.querySelector('button');
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  // Head and first column lie over what is scrolled under them.
  const over = next.closest('tr')?.getBoundingClientRect();
  const head = table?.tHead?.getBoundingClientRect();
  if (pane && over && head && over.top < head.bottom) pane.scrollTop -= head.bottom - over.top;
}

function ShareCell({ share: { passed, failed, of } }: { share: MatrixShare }) {
  const { t } = useTranslation('ui');
  const state = failed > 0 ? 'is-failed' : of > 0 && passed === of ? 'is-passed' : undefined;
  const bar = { '--passed': of > 0 ? passed / of : 0, '--failed': of > 0 ? failed / of : 0 } as CSSProperties;
  return (
    <td className={state} style={bar}>
      {of > 0 ? t('matrix.share', { passed, of }) : '–'}
      {failed > 0 && <b> {t('matrix.shareFailed', { count: failed })}</b>}
    </td>
  );
}
