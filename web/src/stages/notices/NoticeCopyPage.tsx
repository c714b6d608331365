import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import './notices.css';
import { copyQuery, type NoticeCopy, useNoticesChanged } from './noticeQueries';
import { OfficialSheet } from './OfficialSheet';
import './texts';

/** A notice as its reader has it: opening it is seeing it; and it is confirmed here. */
export function NoticeCopyPage() {
  const { t } = useTranslation('notices');
  const { noticeId = '' } = useParams();
  const times = useTimes();
  const changed = useNoticesChanged();
  const query = useQuery(copyQuery(noticeId));
  const copy = query.data;
  const { mutate: see } = useMutation({
    mutationFn: () => answerOf(api.POST('/api/notices/{id}/seen', { params: { path: { id: noticeId } } })),
    onSuccess: changed,
  });
  const edition = copy && copy.seenAt === null && copy.mayAcknowledge ? copy.edition : null;
  const withdrawn = copy?.kind === 'withdrawn' && copy.seenAt === null;
  // A new edition is to be seen anew.
  useEffect(() => {
    if (edition !== null || withdrawn) see();
  }, [edition, withdrawn, see]);
  if (!copy) {
    return (
      <>
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        {query.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={copy.title}
        lead={`${t('copy.from', { issuer: copy.issuerName })} · ${t('copy.sentAt', { time: times.dateTime(copy.sentAt) })} · ${t('inbox.for', { site: copy.siteName })}`}
        actions={
          <>
            <a className="button-link" href={`/api/notices/${copy.id}/document`} download>
              {t('page.download')}
            </a>
            <Link className="button-link" to={`/cuoc-hop/${copy.meetingId}`}>
              {t('copy.meeting')}
            </Link>
          </>
        }
      />
      <div className="notice-columns">
        <div className="notice-side no-print">
          {copy.kind === 'changed' && !copy.acknowledgedAt && (
            <Alert type="warning" showIcon title={t('copy.changedTitle')} description={t('copy.changedText')} />
          )}
          {copy.kind === 'withdrawn' && (
            <Alert type="error" showIcon title={t('copy.withdrawnTitle')} description={t('copy.withdrawnText')} />
          )}
          {copy.kind !== 'withdrawn' && <Acknowledgement key={copy.edition} copy={copy} />}
          {copy.branch && (
            <section className="panel notice-branch">
              <h2>{t('copy.branchTitle')}</h2>
              <p className="panel-lead">{t('copy.branchText')}</p>
              <Link className="button-link" to={`/cuoc-hop/${copy.meetingId}/thong-bao?nhanh=${copy.branch}`}>
                {t('copy.branchAction')}
              </Link>
            </section>
          )}
        </div>
        <OfficialSheet letter={copy.letter} />
      </div>
    </>
  );
}

function Acknowledgement({ copy }: { copy: NoticeCopy }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const say = useSaying();
  const changed = useNoticesChanged();
  const [remark, setRemark] = useState(copy.remark ?? '');
  const [editing, setEditing] = useState(copy.acknowledgedAt === null);
  const acknowledge = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/notices/{id}/acknowledgement', {
          params: { path: { id: copy.id } },
          body: { edition: copy.edition, remark: remark || null },
        }),
      ),
    onSuccess: async () => {
      say.done(t('copy.done'));
      setEditing(false);
      await changed();
    },
    onError: async (error) => {
      say.refused(error);
      await changed();
    },
  });
  if (copy.acknowledgedAt && !editing) {
    return (
      <section className="panel notice-acknowledged">
        <h2>{t('copy.acknowledged', { time: times.dateTime(copy.acknowledgedAt) })}</h2>
        <p>{t('copy.acknowledgedBy', { who: copy.acknowledgedBy })}</p>
        {copy.remark && <p>{copy.remark}</p>}
        {copy.mayAcknowledge && <Button onClick={() => setEditing(true)}>{t('copy.again')}</Button>}
      </section>
    );
  }
  if (!copy.mayAcknowledge) return null;
  return (
    <section className="panel">
      <h2>{t('copy.acknowledge')}</h2>
      <label htmlFor="notice-remark">{t('copy.remark')}</label>
      <Input.TextArea
        id="notice-remark"
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
      <p className="panel-lead">{t('copy.remarkHint')}</p>
      <Button type="primary" size="large" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        {t('copy.acknowledge')}
      </Button>
    </section>
  );
}
