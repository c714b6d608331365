import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import { type Unit, unitsQuery } from './organisationQueries';
import { RowMenu } from './RowMenu';
import { UnitForm } from './UnitForm';
import { folded, treeOf, type UnitNode } from './unitTree';

type Editing = { unit: Unit | null; parentId: string | null };

/** The tree of units. A search shows what it finds as a flat list. */
export function UnitsPage() {
  const { t } = useTranslation('organisation');
  const { modal } = App.useApp();
  const say = useSaying();
  const queries = useQueryClient();
  const units = useQuery(unitsQuery);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Editing | null>(null);
  const changed = () => queries.invalidateQueries({ queryKey: unitsQuery.queryKey });
  const remove = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/api/admin/units/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      say.done(t('units.deleted'));
      void changed();
    },
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
  const add = (
    <Button
      type="primary"
      size="large"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setEditing({ unit: null, parentId: null })}
    >
      {t('units.add')}
    </Button>
  );
  const wanted = folded(search.trim());
  const rows: UnitNode[] = wanted
    ? (units.data ?? []).filter((unit) => folded(`${unit.name} ${unit.code ?? ''}`).includes(wanted))
    : treeOf(units.data ?? []);

  return (
    <>
      <PageHeader title={t('units.title')} lead={t('units.lead')} actions={add} />
      <ErrorNotice error={units.error} onRetry={() => units.refetch()} />
      {units.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {units.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('units.emptyTitle')} text={t('units.emptyText')} />
        </div>
      )}
      {units.data && units.data.length > 0 && (
        <>
          <search className="administration-bar">
            <Input
              type="search"
              allowClear
              prefix={<SearchOutlined aria-hidden />}
              aria-label={t('search')}
              placeholder={t('searchHint')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </search>
          <Table<UnitNode>
            key={wanted ? 'found' : 'tree'}
            className="panel administration-table"
            rowKey="id"
            dataSource={rows}
            pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
            expandable={{ defaultExpandAllRows: units.data.length <= 60 }}
            locale={{ emptyText: <EmptyState title={t('nothing')} text={t('nothingText')} /> }}
            columns={[
              { title: t('units.name'), render: (_, unit) => <span className="unit-name">{unit.name}</span> },
              { title: t('units.code'), dataIndex: 'code', width: '8em', responsive: ['md'] },
              {
                title: <span className="visually-hidden">{t('actions')}</span>,
                width: '4.5em',
                align: 'right',
                render: (_, unit) => (
                  <RowMenu
                    label={t('units.more', { name: unit.name })}
                    items={[
                      {
                        key: 'add',
                        label: t('units.addBelow'),
                        onClick: () => setEditing({ unit: null, parentId: unit.id }),
                      },
                      {
                        key: 'edit',
                        label: t('units.edit'),
                        onClick: () => setEditing({ unit, parentId: unit.parentId }),
                      },
                      { type: 'divider' },
                      { key: 'remove', label: t('remove'), danger: true, onClick: () => askRemove(unit) },
                    ]}
                  />
                ),
              },
            ]}
          />
        </>
      )}
      {editing && (
        <UnitForm
          {...editing}
          units={units.data ?? []}
          onCancel={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            say.done(t('units.saved'));
            void changed();
          }}
        />
      )}
    </>
  );
}
