import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { type Summary, type SummaryFields, useWriteSummary } from './summaryQueries';

const qualities = ['good', 'acceptable', 'poor'] as const;

/** What whoever ran the meeting writes; kept as a draft until it is completed, corrected after that. */
export function SummaryForm({ summary }: { summary: Summary }) {
  const { t } = useTranslation('summaries');
  const times = useTimes();
  const say = useSaying();
  const write = useWriteSummary(summary);
  const [form] = Form.useForm<SummaryFields>();
  const quality = Form.useWatch('quality', form);
  const isDone = summary.stage === 'summarised';
  const send = (fields: SummaryFields, complete: boolean) =>
    write.mutate({ fields, complete }, { onSuccess: () => say.done(t(complete ? 'completed' : 'saved')) });
  return (
    <section className="panel summary-form" aria-label={t('write')}>
      <ErrorNotice error={write.error} />
      <Form<SummaryFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ quality: summary.quality, conclusions: summary.conclusions, remarks: summary.remarks }}
        onFinish={(fields) => send(fields, !isDone)}
      >
        <Form.Item
          name="conclusions"
          label={t('conclusions')}
          extra={t('conclusionsHint')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input.TextArea maxLength={20_000} autoSize={{ minRows: 6, maxRows: 24 }} />
        </Form.Item>
        <Form.Item name="quality" label={t('quality')} rules={[{ required: true }]}>
          <Radio.Group
            optionType="button"
            options={qualities.map((value) => ({ value, label: t(`qualities.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="remarks"
          label={t('remarks')}
          extra={t('remarksHint')}
          dependencies={['quality']}
          rules={[{ required: quality === 'poor', whitespace: true }]}
        >
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 12 }} />
        </Form.Item>
        <p className="summary-buttons">
          <Button type="primary" size="large" htmlType="submit" loading={write.isPending}>
            {t(isDone ? 'correct' : 'complete')}
          </Button>
          {!isDone && (
            <Button size="large" loading={write.isPending} onClick={() => send(form.getFieldsValue(), false)}>
              {t('save')}
            </Button>
          )}
          {summary.changedAt && (
            <small>{t('by', { by: summary.changedBy, time: times.dateTime(summary.changedAt) })}</small>
          )}
        </p>
      </Form>
    </section>
  );
}
