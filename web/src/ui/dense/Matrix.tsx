import { type CSSProperties, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
}

const lineRem = 2.5;

/**
 * Rows by columns, each cell one of three words on its colour. Head and first column stay in sight, groups close and say their share,
 * and of hundreds of rows only those in sight are drawn.
 */
export function Matrix<T, G>(props: MatrixProps<T, G>) {
  const { label, rowTitle, columns, nodes, name, mark, share, onOpen } = props;
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
  const end = Math.min(last, lines.length);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section ref={scroller} className="panel matrix" tabIndex={0} aria-label={label} onScroll={measure}>
      <table
        aria-label={label}
        aria-rowcount={lines.length + 1}
        style={{ '--columns': columns.length } as CSSProperties}
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
          {room(0, Math.min(first, end))}
          {lines.slice(first, end).map(({ key, node, depth }, index) => (
            <tr key={key} aria-rowindex={first + index + 2} className={isGroup(node) ? 'is-group' : undefined}>
              <th scope="row" style={{ paddingInlineStart: `${0.75 + depth}rem` }}>
                {isGroup(node) ? (
                  <button type="button" aria-expanded={!isClosed(key)} onClick={() => fold(key, !isClosed(key))}>
                    <span aria-hidden>{isClosed(key) ? '▸' : '▾'}</span> {node.name}
                  </button>
                ) : (
                  <button type="button" className="is-row" title={name(node.row)} onClick={() => onOpen?.(node.row)}>
                    {name(node.row)}
                  </button>
                )}
              </th>
              {columns.map((column, place) => {
                if (isGroup(node)) return <ShareCell key={column.key} share={share(node.group, place)} />;
                const is = mark(node.row, place);
                return (
                  <td key={column.key} className={is ? `is-${is}` : undefined}>
                    {is && words[is]}
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

function ShareCell({ share: { passed, failed, of } }: { share: MatrixShare }) {
  const { t } = useTranslation('ui');
  const state = failed > 0 ? 'is-failed' : of > 0 && passed === of ? 'is-passed' : undefined;
  const bar = { '--passed': of > 0 ? passed / of : 0, '--failed': of > 0 ? failed / of : 0 } as CSSProperties;
  return (
    <td className={state} style={bar}>
      {t('matrix.share', { passed, of })}
      {failed > 0 && <b> {t('matrix.shareFailed', { count: failed })}</b>}
    </td>
  );
}
