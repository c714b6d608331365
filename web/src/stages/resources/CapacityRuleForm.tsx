import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';

type Rule = components['schemas']['CapacityRule'];

const queryKey = ['capacity-rule'];
const numbers = [
  ['streamsPerSite', 1, 50],
  ['kbpsPerStream', 50, 20_000],
  ['holdBeforeMinutes', 0, 1440],
  ['holdAfterMinutes', 0, 1440],
] as const;
const hours = ['dayBegins', 'morningEnds', 'afternoonBegins', 'dayEnds'] as const;

/** Hours and minutes of the day; a browser's own field would show them by its language, not by ours. */
const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The numbers by which a meeting's need is counted, and the hours at which other times are proposed. */
export function CapacityRuleForm() {
  const { t } = useTranslation('resources');
  const say = useSaying();
  const queries = useQueryClient();
  const rule = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/resources/rule')) });
  const save = useMutation({
    mutationFn: (body: Rule) => answerOf(api.PUT('/api/resources/rule', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      say.done(t('rule.saved'));
    },
  });
  return (
    <section className="panel resources-rule" aria-labelledby="capacity-rule">
      <h2 id="capacity-rule">{t('rule.title')}</h2>
      <p className="panel-lead">{t('rule.lead')}</p>
      <ErrorNotice error={rule.error ?? save.error} />
      {rule.isPending && <Skeleton active />}
      {rule.data && (
        <Form<Rule>
          layout="vertical"
          requiredMark={false}
          // Inputs of times write minutes only.
          initialValues={{
            ...rule.data,
            ...Object.fromEntries(hours.map((hour) => [hour, rule.data[hour].slice(0, 5)])),
          }}
          onFinish={(fields) =>
            save.mutate({
              ...fields,
              ...Object.fromEntries(hours.map((hour) => [hour, `${fields[hour].slice(0, 5)}:00`])),
            })
          }
        >
          <div className="resources-fields">
            {numbers.map(([name, min, max]) => (
              <Form.Item key={name} name={name} label={t(`rule.${name}`)} rules={[{ required: true, message: '' }]}>
                <InputNumber min={min} max={max} />
              </Form.Item>
            ))}
          </div>
          <h3>{t('rule.hours')}</h3>
          <div className="resources-fields">
            {hours.map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={t(`rule.${name}`)}
                rules={[{ required: true, pattern: clock, message: t('rule.clock') }]}
              >
                <Input inputMode="numeric" maxLength={5} placeholder="07:30" />
              </Form.Item>
            ))}
          </div>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Form>
      )}
    </section>
  );
}
