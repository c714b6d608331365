import { Grid, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema';
import { useTimes } from '../../ui/useTimes';
import type { NoticeBranch } from './noticeQueries';

type Counts = components['schemas']['NoticeCounts'];

/** The branches that no unit stands for are asked for by the zero id. */
export const noBranch = '00000000-0000-0000-0000-000000000000';

interface NoticeBranchesProps {
  branches: readonly NoticeBranch[];
  counts: Counts;
  chosen: string | null;
  onChoose: (branch: string | null) => void;
}

/** The tree one step down: how far each branch is, and whether it has told its own. Choosing one narrows the list of sites down. */
export function NoticeBranches({ branches, counts, chosen, onChoose }: NoticeBranchesProps) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const own = (branch: NoticeBranch): string => {
    if (branch.unitId === null) return '';
    if (!branch.own) return t('readers.ownNone');
    if (branch.own.isStale) return t('readers.ownStale');
    return t('readers.own', { time: times.dateTime(branch.own.sentAt), ...branch.own.counts });
  };
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide) {
    const open = branches.find((branch) => (branch.unitId ?? noBranch) === chosen);
    return (
      <div className="notice-branch-choice">
        <Select<string>
          size="large"
          aria-label={t('readers.branches')}
          value={chosen ?? ''}
          options={[
            { value: '', label: t('readers.branchCount', { name: t('readers.all'), ...counts }) },
            ...branches.map((branch) => ({
              value: branch.unitId ?? noBranch,
              label: t('readers.branchCount', { name: branch.name ?? t('readers.direct'), ...branch.counts }),
            })),
          ]}
          onChange={(value) => onChoose(value || null)}
        />
        {open && own(open) && <small>{own(open)}</small>}
      </div>
    );
  }
  return (
    <fieldset className="notice-branches">
      <legend>{t('readers.branches')}</legend>
      <Branch name={t('readers.all')} counts={counts} pressed={chosen === null} onPress={() => onChoose(null)} />
      {branches.map((branch) => {
        const id = branch.unitId ?? noBranch;
        return (
          <Branch
            key={id}
            name={branch.name ?? t('readers.direct')}
            counts={branch.counts}
            note={own(branch)}
            pressed={chosen === id}
            onPress={() => onChoose(chosen === id ? null : id)}
          />
        );
      })}
    </fieldset>
  );
}

interface BranchProps {
  name: string;
  counts: Counts;
  note?: string;
  pressed: boolean;
  onPress: () => void;
}

function Branch({ name, counts, note, pressed, onPress }: BranchProps) {
  const { t } = useTranslation('notices');
  const share = (count: number) => ({ flexGrow: count });
  return (
    <button type="button" aria-pressed={pressed} onClick={onPress}>
      <strong>{name}</strong>
      <span className="notice-meter" aria-hidden>
        <i className="is-acknowledged" style={share(counts.acknowledged)} />
        <i className="is-seen" style={share(counts.seen)} />
        <i className="is-sent" style={share(counts.unseen)} />
        <i style={share(counts.unsent)} />
      </span>
      <small>{t('readers.counts', { ...counts })}</small>
      {note && <small>{note}</small>}
    </button>
  );
}
