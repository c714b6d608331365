import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormDialog } from '../../ui/FormDialog';
import { PageHeader } from '../../ui/PageHeader';
import { StackedTable } from '../../ui/StackedTable';
import { useSaying } from '../../ui/useSaying';
import './texts';

type Rule = components['schemas']['DeadlineRule'];
type Change = components['schemas']['DeadlineRuleChange'];

const measures = ['workingDays', 'halfDays', 'minutes'] as const;
const queryKey = ['deadlineRules'];
/** In minutes. */
const [hour, day] = [60, 24 * 60];

/** The numbers of the procedure, each with its default. */
export function DeadlineRulesPage() {
  const { t } = useTranslation('deadlines');
  const rules = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/deadline-rules')) });
  const [editing, setEditing] = useState<Rule | null>(null);
  const span = (minutes: number) => {
    const unit = minutes % day === 0 ? 'days' : minutes % hour === 0 ? 'hours' : 'minutes';
    return t(`rules.spans.${unit}`, { count: minutes / { days: day, hours: hour, minutes: 1 }[unit] });
  };
  return (
    <>
      <PageHeader title={t('rules.title')} lead={t('rules.lead')} />
      <ErrorNotice error={rules.error} onRetry={() => rules.refetch()} />
      {rules.isPending && <Skeleton active paragraph={{ rows: 7 }} />}
      {rules.data && (
        <StackedTable<Rule>
          className="panel administration-table"
          rowKey="deadline"
          pagination={false}
          dataSource={rules.data}
          columns={[
            { title: t('rules.name'), render: (_, rule) => t(`names.${rule.deadline}`) },
            {
              title: t('rules.amount'),
              render: (_, rule) => `${rule.amount} ${t(`rules.measures.${rule.measure}`)}`,
            },
            {
              title: t('rules.latestShort'),
              render: (_, rule) => rule.latestMinutes !== null && span(rule.latestMinutes),
            },
            {
              title: t('rules.atOnceShort'),
              render: (_, rule) => rule.atOnceMinutes !== null && span(rule.atOnceMinutes),
            },
            { title: t('rules.warnShort'), render: (_, rule) => span(rule.warnMinutes) },
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
    <FormDialog<Change>
      title={t(`names.${rule.deadline}`)}
      send={t('rules.save')}
      pending={save.isPending}
      error={save.error}
      initialValues={rule}
      more={!rule.isDefault && <Button onClick={() => save.mutate({})}>{t('rules.reset')}</Button>}
      onFinish={(change) => save.mutate(change)}
      onCancel={onClose}
    >
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
      {rule.atOnceMinutes !== null && (
        <Form.Item name="atOnceMinutes" label={t('rules.atOnce')} extra={t('rules.atOnceHint')}>
          <InputNumber min={0} />
        </Form.Item>
      )}
      <Form.Item name="warnMinutes" label={t('rules.warn')}>
        <InputNumber min={0} />
      </Form.Item>
    </FormDialog>
  );
}
