import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Popconfirm, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { useSession } from '../../api/session';
import { CopyButton } from '../../ui/CopyButton';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useTimes } from '../../ui/useTimes';
import { feedQuery, useFeedChanged } from './calendarQueries';
import './texts';

/** The secret address of the unit's calendar: to be copied, renewed, ended. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('meetingCalendar');
  const account = useSession().data?.account;
  const unitId = account?.unitId;
  return (
    <Modal open title={t('feed.title', { unit: account?.unitName ?? '' })} footer={null} width={640} onCancel={onClose}>
      {unitId ? <Feed unitId={unitId} /> : <p>{t('feed.noUnit')}</p>}
    </Modal>
  );
}

function Feed({ unitId }: { unitId: string }) {
  const { t } = useTranslation('meetingCalendar');
  const times = useTimes();
  const changed = useFeedChanged();
  const feed = useQuery(feedQuery(unitId));
  const path = { params: { path: { id: unitId } } };
  const renew = useMutation({
    mutationFn: () => answerOf(api.POST('/api/units/{id}/calendar-feed', path)),
    onSuccess: changed,
  });
  const end = useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/units/{id}/calendar-feed', path)),
    onSuccess: changed,
  });
  if (!feed.data) return feed.error ? <ErrorNotice error={feed.error} onRetry={() => feed.refetch()} /> : <Skeleton />;
  const { address, madeAt, mayRenew } = feed.data;
  return (
    <div className="calendar-feed">
      <p>{t('feed.lead')}</p>
      <ErrorNotice error={renew.error ?? end.error} />
      {address ? (
        <>
          <Input
            size="large"
            readOnly
            aria-label={t('feed.address')}
            value={address}
            onFocus={(event) => event.target.select()}
          />
          <div className="calendar-feed-ways">
            <CopyButton text={address} label={t('feed.copy')} />
            <a className="button-link" href={address.replace(/^https:/, 'webcal:')}>
              {t('feed.open')}
            </a>
          </div>
          <p className="calendar-feed-note">{t('feed.secret')}</p>
        </>
      ) : (
        <p>{t(madeAt ? 'feed.lost' : 'feed.none')}</p>
      )}
      {madeAt && <p className="calendar-feed-note">{t('feed.madeAt', { time: times.dateTime(madeAt) })}</p>}
      {mayRenew ? (
        <div className="calendar-feed-ways">
          {madeAt ? (
            <>
              <Popconfirm
                title={t('feed.renewTitle')}
                description={t('feed.renewText')}
                okText={t('feed.renew')}
                cancelText={t('feed.cancel')}
                onConfirm={() => renew.mutate()}
              >
                <Button loading={renew.isPending}>{t('feed.renew')}</Button>
              </Popconfirm>
              <Popconfirm
                title={t('feed.endTitle')}
                okText={t('feed.end')}
                cancelText={t('feed.cancel')}
                onConfirm={() => end.mutate()}
              >
                <Button danger loading={end.isPending}>
                  {t('feed.end')}
                </Button>
              </Popconfirm>
            </>
          ) : (
            <Button type="primary" size="large" loading={renew.isPending} onClick={() => renew.mutate()}>
              {t('feed.make')}
            </Button>
          )}
        </div>
      ) : (
        <p className="calendar-feed-note">{t('feed.askRegistrar')}</p>
      )}
    </div>
  );
}
