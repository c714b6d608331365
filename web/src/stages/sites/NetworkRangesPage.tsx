import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import './sites.css';
import { LinePolicyForm } from './LinePolicyForm';
import { lineKinds } from './siteForm';
import './texts';
import { useChoices } from './useChoices';

type NetworkRange = components['schemas']['NetworkRange'];

interface RangesForm {
  ranges: Partial<NetworkRange>[];
}

const queryKey = ['network-ranges'];

/** Address ranges of the whole installation: by which line a connection comes, wherever its site is. */
export function NetworkRangesPage() {
  const { t } = useTranslation('sites');
  const say = useSaying();
  const queries = useQueryClient();
  const choices = useChoices();
  const ranges = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/network-ranges')) });
  const [form] = Form.useForm<RangesForm>();
  const save = useMutation({
    mutationFn: ({ ranges: written }: RangesForm) =>
      answerOf(
        api.PUT('/api/network-ranges', {
          body: written.map(({ range, line }) => ({ range: range ?? null, line: line ?? 'slcd' })),
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      form.setFieldsValue({ ranges: saved });
      say.done(t('ranges.saved'));
    },
    onError: (error) =>
      form.setFields(
        Object.entries(asProblem(error).fields).flatMap(([field, errors]) => {
          const line = /^\[(\d+)\]/.exec(field)?.[1];
          return line ? [{ name: ['ranges', Number(line), 'range'], errors: [...errors] }] : [];
        }) as Parameters<typeof form.setFields>[0],
      ),
  });
  return (
    <>
      <PageHeader title={t('ranges.title')} lead={t('ranges.lead')} />
      <ErrorNotice error={ranges.error ?? save.error} />
      {ranges.isPending && <Skeleton active />}
      {ranges.data && (
        <Form<RangesForm>
          form={form}
          className="panel"
          initialValues={{ ranges: ranges.data }}
          onFinish={() => save.mutate(form.getFieldsValue(true))}
        >
          <Form.List name="ranges">
            {(rows, { add, remove }) => (
              <>
                {rows.length === 0 && <p className="panel-lead">{t('ranges.empty')}</p>}
                {rows.map(({ key, name }, index) => (
                  <div key={key} className="network-range">
                    <Form.Item name={[name, 'range']}>
                      <Input aria-label={t('ranges.range', { number: index + 1 })} placeholder="10.36.0.0/16" />
                    </Form.Item>
                    <Form.Item name={[name, 'line']}>
                      <Select aria-label={t('ranges.line', { number: index + 1 })} options={choices(...lineKinds)} />
                    </Form.Item>
                    <Button
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={t('ranges.remove', { number: index + 1 })}
                      onClick={() => remove(name)}
                    />
                  </div>
                ))}
                <div className="network-buttons">
                  <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ line: 'slcd' })}>
                    {t('ranges.add')}
                  </Button>
                  <Button type="primary" htmlType="submit" loading={save.isPending}>
                    {t('ranges.save')}
                  </Button>
                </div>
              </>
            )}
          </Form.List>
        </Form>
      )}
      <LinePolicyForm />
    </>
  );
}
