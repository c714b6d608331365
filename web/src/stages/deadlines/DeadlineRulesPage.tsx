import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Modal, Select, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import './texts';

type Rule = components['schemas']['DeadlineRule'];
type Change = components['schemas']['DeadlineRuleChange'];

const measures = ['workingDays', 'halfDays', 'minutes'] as const;
const queryKey = ['deadlineRules'];

/** The numbers of the procedure, each with its default. */
export function DeadlineRulesPage() {
  const { t } = useTranslation('deadlines');
  const rules = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/deadline-rules')) });
  const [editing, setEditing] = useState<Rule | null>(null);
  return (
    <>
      <PageHeader title={t('rules.title')} lead={t('rules.lead')} />
      <ErrorNotice error={rules.error} onRetry={() => rules.refetch()} />
      {rules.isPending && <Skeleton active paragraph={{ rows: 7 }} />}
      {rules.data && (
        <Table<Rule>
          className="panel administration-table"
          rowKey="deadline"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={rules.data}
          columns={[
            { title: t('rules.name'), render: (_, rule) => t(`names.${rule.deadline}`) },
            {
              title: t('rules.amount'),
              render: (_, rule) => `${rule.amount} ${t(`rules.measures.${rule.measure}`)}`,
            },
            { title: t('rules.latest'), dataIndex: 'latestMinutes', align: 'right' },
            { title: t('rules.warn'), dataIndex: 'warnMinutes', align: 'right' },
            { title: t('rules.source'), render: (_, rule) => t(rule.isDefault ? 'rules.default' : 'rules.changed') },
            {
              title: <span className="visually-hidden">{t('rules.edit')}</span>,
              render: (_, rule) => (
                <Button
                  size="small"
                  aria-label={`${t('rules.edit')}: ${t(`names.${rule.deadline}`)}`}
                  onClick={() => setEditing(rule)}
                >
                  {t('rules.edit')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {editing && <RuleDialog rule={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function RuleDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { t } = useTranslation('deadlines');
  const [form] = Form.useForm<Change>();
  const say = useSaying();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (change: Change) =>
      answerOf(api.PUT('/api/deadline-rules/{name}', { params: { path: { name: rule.deadline } }, body: change })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey });
      say.done(t('rules.saved'));
      onClose();
    },
  });
  const hint =
    rule.deadline === 'approval' ? 'approvalHint' : rule.deadline === 'conclusions' ? 'conclusionsHint' : 'beforeHint';
  return (
    <Modal
      open
      title={t(`names.${rule.deadline}`)}
      onCancel={onClose}
      footer={[
        !rule.isDefault && (
          <Button key="reset" onClick={() => save.mutate({})}>
            {t('rules.reset')}
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          {t('rules.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {t('rules.save')}
        </Button>,
      ]}
    >
      <ErrorNotice error={save.error} />
      <Form<Change> form={form} layout="vertical" initialValues={rule} onFinish={(change) => save.mutate(change)}>
        <Form.Item name="amount" label={t('rules.amount')} extra={t(`rules.${hint}`)}>
          <InputNumber min={0} />
        </Form.Item>
        <Form.Item name="measure" label={t('rules.measure')}>
          <Select options={measures.map((measure) => ({ value: measure, label: t(`rules.measures.${measure}`) }))} />
        </Form.Item>
        {rule.latestMinutes !== null && (
          <Form.Item name="latestMinutes" label={t('rules.latest')}>
            <InputNumber min={0} />
          </Form.Item>
        )}
        <Form.Item name="warnMinutes" label={t('rules.warn')}>
          <InputNumber min={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
