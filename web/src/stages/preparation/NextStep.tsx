import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { FormDialog } from '../../ui/FormDialog';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { type Preparation, usePreparationChanged } from './preparationQueries';

interface Decision {
  reason: string;
}

/** Moves the meeting on; while stations have not finished, only by a decision that has a name and a reason. */
export function NextStep({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const ask = useOfficialAct();
  const changed = usePreparationChanged(preparation.meetingId);
  const [missing, setMissing] = useState<string | null>(null);
  const step = useMutation({
    mutationFn: (decision: Decision | null) =>
      answerOf(
        api.POST('/api/meetings/{id}/preparation/next', {
          params: { path: { id: preparation.meetingId } },
          body: { version: preparation.version, anyway: decision !== null, reason: decision?.reason ?? null },
        }),
      ),
    onSuccess: () => {
      setMissing(null);
      changed();
      say.done(t('steps.done'));
    },
    onError: (error, decision) => {
      const problem = asProblem(error);
      if (problem.code === 'preparation_incomplete') {
        setMissing(problem.detail ?? '');
        return;
      }
      if (decision === null) {
        say.refused(error);
        changed();
      }
    },
  });
  const next = preparation.next;
  if (next !== 'prepare' && next !== 'check' && next !== 'declareReady') return null;
  const sites = preparation.stations.filter(({ siteId }) => siteId !== null).length;
  const isUnfinished = preparation.stations.some(({ hasRoster, done, items }) => !hasRoster || done < items);
  // What is unfinished is asked about in its own dialog, with a reason; nobody is asked twice.
  const press = () =>
    next !== 'prepare' && isUnfinished
      ? step.mutate(null)
      : ask({
          title: `${t(`steps.${next}`)}?`,
          act: t(`steps.${next}`),
          tells: t('steps.tells', { count: sites }),
          onAct: () => step.mutateAsync(null),
        });
  return (
    <>
      <Button size="large" type="primary" loading={step.isPending} onClick={press}>
        {t(`steps.${next}`)}
      </Button>
      {missing !== null && (
        <FormDialog<Decision>
          title={t('steps.anywayTitle')}
          send={t('steps.anyway')}
          lead={`${missing} ${t('steps.anywayText')}`}
          pending={step.isPending}
          error={step.variables ? step.error : null}
          onFinish={(decision) => step.mutate(decision)}
          onCancel={() => setMissing(null)}
        >
          <Form.Item name="reason" label={t('steps.reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 2 }} autoFocus />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
