import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Matrix, type MatrixMark, type MatrixShare } from '../../ui/dense/Matrix';
import type { DenseNode } from '../../ui/dense/nodes';
import type { CheckedSite, CheckGroup, CheckItem, TechnicalCheck } from './checkQueries';
import { PassChosen } from './PassChosen';

/** In the order of the summary sheet. */
export const checkItems = [
  'soundOut',
  'soundBack',
  'picture',
  'presentation',
  'line',
  'backupLine',
  'microphoneBatteries',
  'light',
  'cameraPositions',
] as const satisfies readonly CheckItem[];

interface GroupOfSites extends CheckGroup {
  sites: readonly CheckedSite[];
}

interface CheckMatrixProps {
  check: TechnicalCheck;
  sites: readonly CheckedSite[];
  /** An item of a site, or the site itself. */
  onOpen: (siteId: string, item: CheckItem | null) => void;
}

/** Districts and sites by result and items: each cell a word, which opens what is behind it. */
export function CheckMatrix({ check, sites, onOpen }: CheckMatrixProps) {
  const { t } = useTranslation('technicalCheck');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const nodes = useMemo(() => nodesOf(check.groups, sites), [check.groups, sites]);
  const columns = useMemo(
    () => [
      { key: 'result', title: t('result') },
      ...checkItems.map((item) => ({ key: item, title: t(`items.${item}`) })),
    ],
    [t],
  );
  const mayChoose = sites.some(({ mayCheck }) => mayCheck);
  return (
    <>
      {chosen.size > 0 && <PassChosen check={check} chosen={chosen} onDone={() => setChosen(new Set())} />}
      <Matrix<CheckedSite, GroupOfSites>
        label={t('matrix')}
        rowTitle={t('sheet.site')}
        columns={columns}
        nodes={nodes}
        name={nameOf}
        mark={markOf}
        share={shareOf}
        onOpen={(site) => onOpen(site.siteId, null)}
        onOpenCell={(site, column) => onOpen(site.siteId, checkItems[column - 1] ?? null)}
        {...(mayChoose && { chosen, onChoose: setChosen })}
      />
    </>
  );
}

function nodesOf(groups: readonly CheckGroup[], sites: readonly CheckedSite[]): DenseNode<CheckedSite, GroupOfSites>[] {
  return groups.flatMap((group) => {
    const within = sites.filter(({ groupId }) => groupId === group.unitId);
    return within.length === 0
      ? []
      : [
          {
            key: group.unitId,
            name: group.name,
            group: { ...group, sites: within },
            children: within.map((row) => ({ key: row.siteId, row })),
          },
        ];
  });
}

const nameOf = ({ name }: CheckedSite) => name;

/** The first column is the site's own result; of an item that it need not pass nothing is shown until there is a word. */
export function markOf(site: CheckedSite, column: number): MatrixMark | null {
  if (column === 0) return site.result;
  const item = site.items[column - 1];
  return !item || (item.need !== 'required' && item.result === 'notChecked') ? null : item.result;
}

export function shareOf({ sites }: { sites: readonly CheckedSite[] }, column: number): MatrixShare {
  const share = { passed: 0, failed: 0, of: 0 };
  for (const site of sites) {
    const mark = markOf(site, column);
    if (mark) share.of++;
    if (mark === 'passed') share.passed++;
    if (mark === 'failed') share.failed++;
  }
  return share;
}
