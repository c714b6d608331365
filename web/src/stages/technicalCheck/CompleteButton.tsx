import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { FormDialog } from '../../ui/FormDialog';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { type TechnicalCheck, useCheckChanged } from './checkQueries';

interface Decision {
  reason: string;
}

/** Ends the check; while sites have not passed, only by a decision that has a name and a reason. */
export function CompleteButton({ check }: { check: TechnicalCheck }) {
  const { t } = useTranslation('technicalCheck');
  const say = useSaying();
  const ask = useOfficialAct();
  const changed = useCheckChanged(check.meetingId);
  const [missing, setMissing] = useState<string | null>(null);
  const complete = useMutation({
    mutationFn: (decision: Decision | null) =>
      answerOf(
        api.POST('/api/meetings/{id}/check/complete', {
          params: { path: { id: check.meetingId } },
          body: { version: check.version, anyway: decision !== null, reason: decision?.reason ?? null },
        }),
      ),
    onSuccess: () => {
      setMissing(null);
      changed();
      say.done(t('completed'));
    },
    onError: (error, decision) => {
      const problem = asProblem(error);
      if (problem.code === 'check_incomplete') {
        setMissing(problem.detail);
        return;
      }
      if (decision === null) {
        say.refused(error);
        changed();
      }
    },
  });
  const { passed, failed, notChecked } = check.counts;
  // What is unfinished is asked about in its own dialog, with a reason; nobody is asked twice.
  const press = () =>
    failed + notChecked > 0
      ? complete.mutate(null)
      : ask({
          title: t('completeTitle'),
          act: t('complete'),
          tells: t('completeTells', { count: passed }),
          onAct: () => complete.mutateAsync(null),
        });
  return (
    <>
      <Button size="large" type="primary" loading={complete.isPending} onClick={press}>
        {t('complete')}
      </Button>
      {missing !== null && (
        <FormDialog<Decision>
          title={t('anywayTitle')}
          send={t('anywaySend')}
          lead={`${missing} ${t('anywayText')}`}
          pending={complete.isPending}
          error={complete.variables ? complete.error : null}
          onFinish={(decision) => complete.mutate(decision)}
          onCancel={() => setMissing(null)}
        >
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 2 }} autoFocus />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
