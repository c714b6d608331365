import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Radio, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';

type LinePolicy = components['schemas']['LinePolicy'];

const policies: readonly LinePolicy[] = ['internetAllowed', 'askTheChair', 'slcdOnly'];
const queryKey = ['line-policy'];

/** By which lines sites may take part in meetings: the installation's standing rule, which a meeting may make stricter. */
export function LinePolicyForm() {
  const { t } = useTranslation('sites');
  const say = useSaying();
  const times = useTimes();
  const queries = useQueryClient();
  const rule = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/line-policy')) });
  const change = useMutation({
    mutationFn: (policy: LinePolicy) => answerOf(api.PUT('/api/line-policy', { body: { policy } })),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      say.done(t('ranges.saved'));
    },
  });
  return (
    <section className="panel line-policy" aria-labelledby="line-policy">
      <h2 id="line-policy">{t('linePolicy.title')}</h2>
      <p className="panel-lead">{t('linePolicy.lead')}</p>
      <ErrorNotice error={rule.error ?? change.error} />
      {rule.isPending && <Skeleton active />}
      {rule.data && (
        <Radio.Group
          aria-labelledby="line-policy"
          value={change.isPending ? change.variables : rule.data.policy}
          disabled={change.isPending}
          onChange={({ target }) => change.mutate(target.value as LinePolicy)}
        >
          {policies.map((policy) => (
            <Radio key={policy} value={policy}>
              <strong>{t(`linePolicy.${policy}`)}</strong>
              <span className="line-policy-hint">{t(`linePolicy.hints.${policy}`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      )}
      {rule.data?.changedAt && (
        <p className="line-policy-hint">
          {t('linePolicy.changed', { name: rule.data.changedBy ?? '', time: times.dateTime(rule.data.changedAt) })}
        </p>
      )}
    </section>
  );
}
