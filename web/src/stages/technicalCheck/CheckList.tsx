import { App, Button, Grid, Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { useSaying } from '../../ui/useSaying';
import { CheckLine } from './CheckLine';
import { CheckMatrix, checkItems } from './CheckMatrix';
import { CheckBar } from './CheckWords';
import { type CheckedSite, type CheckGroup, type TechnicalCheck, useCheckChanged } from './checkQueries';
import { type CheckFilter, isMissing, isShown } from './filters';
import { ItemDialog } from './ItemDialog';

/** More lines than these are folded under their districts until somebody looks. */
const mostUnfolded = 40;

/** On a telephone a table of ten columns is read one by one: there it is a list, unless somebody wants the table. */
type View = 'bang' | 'danh-sach';

/** The sites under their districts, as a table of their items or as a list; what is shown stands in the address. */
export function CheckList({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const { md: wide = true, xl: broad = true } = Grid.useBreakpoint();
  const size = wide ? 'middle' : 'large';
  const [params, setParams] = useSearchParams();
  const search = params.get('tim')?.trim() ?? '';
  const filter = (params.get('loc') ?? '') as CheckFilter;
  const view = (params.get('xem') ?? (wide ? 'bang' : 'danh-sach')) as View;
  const shown = useMemo(
    () => check.sites.filter((site) => isShown(site, filter, search)),
    [check.sites, filter, search],
  );
  const opened = check.sites.find(({ siteId }) => siteId === params.get('mo'));
  const item = checkItems.find((known) => known === params.get('muc')) ?? null;
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
  const missing = check.sites.filter(isMissing).length;
  const speaking = check.sites.filter(({ speaks }) => speaks).length;
  return (
    <section className="no-print" aria-label={t('list')}>
      {check.sites.length > 1 && (
        <div className="check-tools">
          <Input
            type="search"
            size={size}
            allowClear
            aria-label={t('search')}
            placeholder={t('search')}
            value={params.get('tim') ?? ''}
            onChange={(event) => look({ tim: event.target.value })}
          />
          <Segmented<CheckFilter>
            size={size}
            vertical={!broad}
            aria-label={t('filter')}
            value={filter}
            onChange={(value) => look({ loc: value })}
            options={[
              { value: '', label: t('all', { count: check.sites.length }) },
              { value: 'notChecked', label: t('notChecked', { count: counts.notChecked }) },
              { value: 'failed', label: t('failed', { count: counts.failed }) },
              { value: 'passed', label: t('passed', { count: counts.passed }) },
              ...(speaking > 0 ? [{ value: 'speaks' as const, label: t('speaking', { count: speaking }) }] : []),
              ...(missing > 0 || filter === 'notIn'
                ? [{ value: 'notIn' as const, label: t('missing', { count: missing }) }]
                : []),
            ]}
          />
          <Segmented<View>
            size={size}
            aria-label={t('views')}
            value={view}
            onChange={(value) => look({ xem: value })}
            options={[
              { value: 'bang', label: t('asMatrix') },
              { value: 'danh-sach', label: t('asList') },
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
      {view === 'bang' && shown.length > 0 && (
        <CheckMatrix
          // A filter opens what it has found.
          key={`${isFiltered}`}
          check={check}
          sites={shown}
          onOpen={(mo, muc) => look({ mo, muc: muc ?? '' })}
        />
      )}
      {view !== 'bang' &&
        check.groups.map((group) => (
          <Group
            key={`${group.unitId} ${isFiltered}`}
            check={check}
            group={group}
            sites={shown.filter((site) => site.groupId === group.unitId)}
            unfolded={isFiltered || check.sites.length <= mostUnfolded}
          />
        ))}
      {opened && (
        <ItemDialog
          key={`${opened.siteId} ${item}`}
          meetingId={check.meetingId}
          site={opened}
          item={item}
          onClose={() => look({ mo: '', muc: '' })}
        />
      )}
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
