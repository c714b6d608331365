import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Skeleton } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { useSession } from '../../api/session';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import { LevelNamesForm } from './LevelNamesForm';
import { type Unit, unitSearchQuery, unitsKey } from './organisationQueries';
import { UnitForm } from './UnitForm';
import { UnitMergeForm } from './UnitMergeForm';
import { UnitRoles } from './UnitRoles';
import { UnitTable } from './UnitTable';
import { useUnitTree } from './useUnitTree';

type Doing =
  | { what: 'edit'; unit: Unit | null; parentId: string | null }
  | { what: 'merge'; unit: Unit }
  | { what: 'roles'; unit: Unit | null }
  | { what: 'levels' };

const pageSize = 50;

/** The tree of units, opened step by step. A search shows what it finds as a flat list, each with its way. */
export function UnitsPage() {
  const { t } = useTranslation('organisation');
  const { modal } = App.useApp();
  const say = useSaying();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isAdministrator = useSession().data?.account?.isAdministrator ?? false;
  const [ended, setEnded] = useState(false);
  const tree = useUnitTree(ended);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const wanted = useDeferredValue(search.trim());
  const found = useQuery({ ...unitSearchQuery({ search: wanted, ended, page, pageSize }), enabled: wanted !== '' });
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = (text: string, seen?: Unit) => {
    setDoing(null);
    say.done(text);
    if (seen) tree.openWay(seen.path.map(({ id }) => id));
    void queries.invalidateQueries({ queryKey: unitsKey });
  };
  const remove = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/admin/units/{id}', { params: { path: { id } } })),
    onSuccess: () => done(t('units.deleted')),
    onError: say.refused,
  });
  const askRemove = (unit: Unit) =>
    void modal.confirm({
      title: t('units.deleteTitle', { name: unit.name }),
      content: t('units.deleteText'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => remove.mutateAsync(unit.id).catch(() => undefined),
    });
  const menuOf = (unit: Unit) => [
    ...(unit.validTo ? [] : [{ key: 'add', label: t('units.addBelow'), onClick: () => edit(null, unit.id) }]),
    { key: 'edit', label: t('units.edit'), onClick: () => edit(unit, unit.parentId) },
    { key: 'roles', label: t('roles.open'), onClick: () => setDoing({ what: 'roles', unit }) },
    { type: 'divider' as const },
    ...(unit.validTo
      ? []
      : [{ key: 'merge', label: t('merge.open'), onClick: () => setDoing({ what: 'merge', unit }) }]),
    { key: 'remove', label: t('remove'), danger: true, onClick: () => askRemove(unit) },
  ];
  const edit = (unit: Unit | null, parentId: string | null) => setDoing({ what: 'edit', unit, parentId });
  const isSearching = wanted !== '';

  return (
    <>
      <PageHeader
        title={t('units.title')}
        lead={t('units.lead')}
        actions={
          <Button type="primary" size="large" icon={<PlusOutlined aria-hidden />} onClick={() => edit(null, null)}>
            {t('units.add')}
          </Button>
        }
      />
      <search className="administration-bar">
        <Input
          type="search"
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPage(1);
          }}
        />
        {isSearching && found.data && <p role="status">{t('units.found', { count: found.data.total })}</p>}
        <Checkbox checked={ended} onChange={(event) => setEnded(event.target.checked)}>
          {t('units.showEnded')}
        </Checkbox>
      </search>
      {isAdministrator && (
        <p className="administration-tools">
          <Button onClick={() => setDoing({ what: 'roles', unit: null })}>{t('roles.openEverything')}</Button>
          <Button onClick={() => setDoing({ what: 'levels' })}>{t('levels.open')}</Button>
          <Button onClick={() => void navigate('/quan-tri/don-vi/nhap')}>{t('import.open')}</Button>
          <Button href="/api/admin/units/export?format=xlsx">{t('import.export')}</Button>
        </p>
      )}
      <ErrorNotice error={isSearching ? found.error : tree.error} onRetry={tree.retry} />
      {(isSearching ? found.isPending : tree.isPending) && <Skeleton active paragraph={{ rows: 8 }} />}
      {!isSearching && !tree.isPending && tree.rows.length === 0 && !tree.error && (
        <div className="panel">
          <EmptyState title={t('units.emptyTitle')} text={t('units.emptyText')} />
        </div>
      )}
      {!isSearching && tree.rows.length > 0 && (
        <UnitTable rows={tree.rows} menuOf={menuOf} tree={{ open: tree.open, toggle: tree.toggle }} />
      )}
      {isSearching && found.data?.total === 0 && (
        <div className="panel">
          <EmptyState title={t('nothing')} text={t('nothingText')} />
        </div>
      )}
      {isSearching && found.data && found.data.total > 0 && (
        <UnitTable
          rows={found.data.items}
          menuOf={menuOf}
          pagination={{ page, pageSize, total: found.data.total, onChange: setPage }}
        />
      )}
      {doing?.what === 'edit' && (
        <UnitForm
          unit={doing.unit}
          parentId={doing.parentId}
          onCancel={() => setDoing(null)}
          onSaved={(unit) => done(t('units.saved'), unit)}
        />
      )}
      {doing?.what === 'merge' && (
        <UnitMergeForm
          unit={doing.unit}
          onCancel={() => setDoing(null)}
          onMerged={(successor) =>
            done(t('merge.done', { name: doing.unit.name, successor: successor.name }), successor)
          }
        />
      )}
      {doing?.what === 'roles' && <UnitRoles unit={doing.unit} onClose={() => setDoing(null)} />}
      {doing?.what === 'levels' && <LevelNamesForm onClose={() => setDoing(null)} />}
    </>
  );
}
