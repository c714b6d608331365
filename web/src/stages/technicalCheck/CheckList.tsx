import { App, Button, Grid, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { folded } from '../../ui/folded';
import { useSaying } from '../../ui/useSaying';
import { CheckLine } from './CheckLine';
import { CheckBar } from './CheckWords';
import {
  type CheckedSite,
  type CheckGroup,
  type CheckResult,
  type TechnicalCheck,
  useCheckChanged,
} from './checkQueries';

type Filter = '' | CheckResult;

/** More lines than these are folded under their districts until somebody looks. */
const mostUnfolded = 40;

/** The sites under their districts; what is shown stands in the address. */
export function CheckList({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const wide = Grid.useBreakpoint().md ?? true;
  const [params, setParams] = useSearchParams();
  const search = folded(params.get('tim')?.trim() ?? '');
  const filter = (params.get('loc') ?? '') as Filter;
  const shown = check.sites.filter(
    (site) => (!filter || site.result === filter) && (!search || folded(site.name).includes(search)),
  );
  const look = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const { counts } = check;
  const isFiltered = filter !== '' || search !== '';
  return (
    <section className="no-print" aria-label={t('list')}>
      {check.sites.length > 1 && (
        <div className="check-tools">
          <Input
            type="search"
            size="large"
            allowClear
            aria-label={t('search')}
            placeholder={t('search')}
            value={params.get('tim') ?? ''}
            onChange={(event) => look({ tim: event.target.value })}
          />
          <Segmented<Filter>
            size="large"
            vertical={!wide}
            aria-label={t('filter')}
            value={filter}
            onChange={(value) => look({ loc: value })}
            options={[
              { value: '', label: t('all', { count: check.sites.length }) },
              { value: 'notChecked', label: t('notChecked', { count: counts.notChecked }) },
              { value: 'failed', label: t('failed', { count: counts.failed }) },
              { value: 'passed', label: t('passed', { count: counts.passed }) },
            ]}
          />
        </div>
      )}
      {shown.length === 0 && (
        <div className="panel">
          <EmptyState
            title={t('noneTitle')}
            text={t('noneText')}
            action={<Button onClick={() => look({ tim: '', loc: '' })}>{t('clear')}</Button>}
          />
        </div>
      )}
      {check.groups.map((group) => (
        <Group
          // A filter opens what it has found.
          key={`${group.unitId} ${isFiltered}`}
          check={check}
          group={group}
          sites={shown.filter((site) => site.groupId === group.unitId)}
          unfolded={isFiltered || check.sites.length <= mostUnfolded}
        />
      ))}
    </section>
  );
}

interface GroupProps {
  check: TechnicalCheck;
  group: CheckGroup;
  sites: readonly CheckedSite[];
  unfolded: boolean;
}

function Group({ check, group, sites, unfolded }: GroupProps) {
  const { t } = useTranslation('technicalCheck');
  const [open, setOpen] = useState(unfolded);
  if (sites.length === 0) return null;
  const { counts } = group;
  const whole = counts.passed + counts.failed + counts.notChecked;
  const id = `check-group-${group.unitId}`;
  return (
    <section className="panel check-group" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          <button type="button" className="check-fold" aria-expanded={open} onClick={() => setOpen((known) => !known)}>
            {group.name}
          </button>
        </h2>
        <CheckBar counts={counts} />
        <span className="check-group-words">
          {t('group', { passed: counts.passed, count: whole })}
          {counts.failed > 0 && <b>{t('groupFailed', { count: counts.failed })}</b>}
          {counts.notChecked > 0 && <span>{t('groupOpen', { count: counts.notChecked })}</span>}
        </span>
        {group.mayPassAll && counts.notChecked > 0 && <PassAll check={check} group={group} />}
      </header>
      {open && (
        <ul className="check-lines">
          {sites.map((site) => (
            <CheckLine key={site.siteId} meetingId={check.meetingId} site={site} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PassAll({ check, group }: { check: TechnicalCheck; group: CheckGroup }) {
  const { t } = useTranslation('technicalCheck');
  const { modal } = App.useApp();
  const say = useSaying();
  const changed = useCheckChanged(check.meetingId);
  const count = check.sites.filter(
    (site) => site.groupId === group.unitId && site.mayCheck && site.result === 'notChecked',
  ).length;
  const pass = async () => {
    try {
      const answer = await answerOf(
        api.POST('/api/meetings/{id}/check/branches/{unitId}/pass', {
          params: { path: { id: check.meetingId, unitId: group.unitId } },
        }),
      );
      say.done(t('passedAll', { count: answer.passed }));
    } catch (error) {
      say.refused(error);
    }
    changed();
  };
  return (
    <Button
      size="small"
      aria-label={t('passAllOf', { name: group.name })}
      onClick={() =>
        void modal.confirm({
          title: t('passAllTitle', { count, name: group.name }),
          content: t('passAllText'),
          okText: t('passAll'),
          cancelText: t('close'),
          onOk: pass,
        })
      }
    >
      {t('passAll')}
    </Button>
  );
}
