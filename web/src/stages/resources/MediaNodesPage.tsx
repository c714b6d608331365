import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { StackedTable } from '../../ui/StackedTable';
import { StateTag } from '../../ui/StateTag';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { CapacityRuleForm } from './CapacityRuleForm';
import { MediaNodeForm } from './MediaNodeForm';
import './resources.css';
import './texts';

export type MediaNode = components['schemas']['MediaNode'];

const queryKey = ['media-nodes'];

/** What there is to hold meetings on, and how their need is counted. */
export function MediaNodesPage() {
  const { t } = useTranslation('resources');
  const nodes = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/resources/nodes')) });
  const [editing, setEditing] = useState<MediaNode | 'new' | null>(null);
  const queries = useQueryClient();
  const close = () => {
    setEditing(null);
    void queries.invalidateQueries({ queryKey });
  };
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button type="primary" size="large" onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        }
      />
      <ErrorNotice error={nodes.error} onRetry={() => nodes.refetch()} />
      {nodes.isPending && <Skeleton active />}
      {nodes.data?.length === 0 && (
        <div className="panel">
          <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
        </div>
      )}
      {nodes.data && nodes.data.length > 0 && <NodeTable nodes={nodes.data} onEdit={setEditing} onChanged={close} />}
      <CapacityRuleForm />
      {editing && <MediaNodeForm node={editing === 'new' ? null : editing} onClose={close} />}
    </>
  );
}

interface NodeTableProps {
  nodes: readonly MediaNode[];
  onEdit: (node: MediaNode) => void;
  onChanged: () => void;
}

function NodeTable({ nodes, onEdit, onChanged }: NodeTableProps) {
  const { t, i18n } = useTranslation('resources');
  const times = useTimes();
  return (
    <StackedTable<MediaNode>
      className="panel administration-table"
      rowKey="id"
      pagination={false}
      dataSource={[...nodes]}
      columns={[
        {
          title: t('name'),
          render: (_, node) => (
            <span className="resources-name">
              <strong>{node.name}</strong>
              <small>
                {node.measuredAt
                  ? t('measured', {
                      time: times.dateTime(node.measuredAt),
                      packets: Math.round(node.packetsPerSecond ?? 0).toLocaleString(i18n.language),
                    })
                  : t('neverMeasured')}
              </small>
            </span>
          ),
        },
        { title: t('ports'), dataIndex: 'ports', align: 'right' },
        { title: t('streams'), dataIndex: 'streams', align: 'right' },
        { title: t('mbps'), dataIndex: 'mbps', align: 'right' },
        {
          title: t('service'),
          render: (_, node) => (
            <StateTag tone={node.inService ? 'good' : 'plain'}>
              {t(node.inService ? 'inService' : 'outOfService')}
            </StateTag>
          ),
        },
        {
          title: <span className="visually-hidden">{t('edit')}</span>,
          render: (_, node) => <NodeActions node={node} onEdit={() => onEdit(node)} onChanged={onChanged} />,
        },
      ]}
    />
  );
}

function NodeActions({ node, onEdit, onChanged }: { node: MediaNode; onEdit: () => void; onChanged: () => void }) {
  const { t } = useTranslation('resources');
  const { modal } = App.useApp();
  const say = useSaying();
  const params = { path: { id: node.id } };
  const measure = useMutation({
    mutationFn: () => answerOf(api.POST('/api/resources/nodes/{id}/measurement', { params })),
    onSuccess: () => {
      onChanged();
      say.done(t('measureDone'));
    },
    onError: say.refused,
  });
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/resources/nodes/{id}', { params })),
    onSuccess: () => {
      onChanged();
      say.done(t('removed'));
    },
    onError: say.refused,
  });
  const ask = (what: 'measure' | 'remove') =>
    void modal.confirm({
      title: t(`${what}Title`, { name: node.name }),
      content: t(`${what}Text`),
      okText: t(what),
      okButtonProps: { danger: what === 'remove' },
      cancelText: t('cancel'),
      onOk: () => (what === 'remove' ? remove : measure).mutateAsync().catch(() => undefined),
    });
  return (
    <span className="resources-buttons">
      <Button size="small" aria-label={`${t('edit')}: ${node.name}`} onClick={onEdit}>
        {t('edit')}
      </Button>
      <Button size="small" aria-label={`${t('measure')}: ${node.name}`} onClick={() => ask('measure')}>
        {t('measure')}
      </Button>
      <Button size="small" danger aria-label={`${t('remove')}: ${node.name}`} onClick={() => ask('remove')}>
        {t('remove')}
      </Button>
    </span>
  );
}
