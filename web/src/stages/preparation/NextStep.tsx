import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { useSaying } from '../../ui/useSaying';
import { type Preparation, usePreparationChanged } from './preparationQueries';

/** Moves the meeting on; while stations have not finished, only when one says so. */
export function NextStep({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const { modal } = App.useApp();
  const say = useSaying();
  const changed = usePreparationChanged(preparation.meetingId);
  const step = useMutation({
    mutationFn: (anyway: boolean) =>
      answerOf(
        api.POST('/api/meetings/{id}/preparation/next', {
          params: { path: { id: preparation.meetingId } },
          body: { version: preparation.version, anyway },
        }),
      ),
    onSuccess: () => {
      changed();
      say.done(t('steps.done'));
    },
    onError: (error) => {
      const problem = asProblem(error);
      if (problem.code !== 'preparation_incomplete') {
        say.refused(error);
        changed();
        return;
      }
      void modal.confirm({
        title: t('steps.anywayTitle'),
        content: problem.detail,
        okText: t('steps.anyway'),
        cancelText: t('duty.cancel'),
        onOk: () => step.mutateAsync(true).catch(() => undefined),
      });
    },
  });
  const next = preparation.next;
  if (next !== 'prepare' && next !== 'check' && next !== 'declareReady') return null;
  return (
    <Button size="large" type="primary" loading={step.isPending} onClick={() => step.mutate(false)}>
      {t(`steps.${next}`)}
    </Button>
  );
}
