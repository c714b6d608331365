import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { type Preparation, type Station, useConfirmStation, usePreparationChanged } from './preparationQueries';

/** The meeting has moved: what a station has said is a proposal, until one click says that it holds. */
export function ConfirmStation({ meetingId, station }: { meetingId: string; station: Station }) {
  const { t } = useTranslation('preparation');
  const confirm = useConfirmStation({ meetingId, siteId: station.siteId ?? null });
  return (
    <div className="preparation-again">
      <Alert
        type="warning"
        showIcon
        title={t('again.title')}
        description={
          <>
            <p>{t('again.text')}</p>
            {station.mayWrite && (
              <Button type="primary" size="large" loading={confirm.isPending} onClick={() => confirm.mutate()}>
                {t('again.confirm')}
              </Button>
            )}
          </>
        }
      />
      <ErrorNotice error={confirm.error} />
    </div>
  );
}

/** The same for every station that the reader keeps. */
export function ConfirmAll({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const changed = usePreparationChanged(preparation.meetingId);
  const confirm = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/api/meetings/{id}/preparation/confirm', { params: { path: { id: preparation.meetingId } } })),
    onSuccess: ({ stations }) => {
      changed();
      say.done(t('again.done', { count: stations }));
    },
    onError: say.refused,
  });
  const waiting = preparation.stations.filter((station) => station.needsConfirming);
  const own = waiting.filter((station) => station.mayWrite).length;
  if (waiting.length === 0) return null;
  return (
    <Alert
      className="preparation-again"
      type="warning"
      showIcon
      title={t('again.count', { count: waiting.length })}
      description={
        <>
          <p>{t('again.text')}</p>
          {own > 0 && (
            <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('again.confirmAll', { count: own })}
            </Button>
          )}
        </>
      }
    />
  );
}
