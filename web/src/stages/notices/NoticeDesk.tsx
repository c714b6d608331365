import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { StandingTag } from '../../ui/meeting/StageTag';
import { StateTag } from '../../ui/StateTag';
import { useMailWords } from '../../ui/useMailWords';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { NoticeFields } from './NoticeFields';
import { NoticeReaders } from './NoticeReaders';
import {
  documentAddress,
  letterQuery,
  type Notice,
  type NoticeForm,
  type NoticeKey,
  sendNotice,
  useNoticesChanged,
} from './noticeQueries';
import { OfficialSheet } from './OfficialSheet';
import { useNoticeForm } from './useNoticeForm';

interface NoticeDeskProps {
  of: NoticeKey;
  notice: Notice;
}

/** Writing beside the letter that comes of it; sending; and below it who has got it. */
export function NoticeDesk({ of, notice }: NoticeDeskProps) {
  const { t } = useTranslation('notices');
  const say = useSaying();
  const changed = useNoticesChanged();
  const letter = useQuery(letterQuery(of));
  const desk = useNoticeForm(of, notice);
  const mails = useMailWords();
  const send = useMutation({
    mutationFn: async () => {
      const version = await desk.flush();
      return sendNotice(of, { meetingVersion: notice.meetingVersion, version, form: desk.form });
    },
    onSuccess: async (answer) => {
      desk.sent(answer.version);
      say.done(mails.sent(t('page.sentDone', { count: answer.sites })));
      await changed();
    },
    onError: changed,
  });
  const ask = useOfficialAct();
  const isNew = notice.edition === 0 || notice.isWithdrawn;
  const askToSend = () => {
    const act = t(isNew ? 'page.send' : 'page.sendChange', { count: notice.news });
    ask({
      title: `${act}?`,
      act,
      tells: t('asking.sends'),
      empty: emptyParts(notice, desk.form, t),
      onAct: send.mutateAsync,
    });
  };
  return (
    <>
      <section className="panel notice-send no-print" aria-label={t('page.title')}>
        <NoticeStanding notice={notice} />
        <ErrorNotice error={send.error} />
        <div className="notice-buttons">
          {notice.maySend && notice.news > 0 && (
            <Button type="primary" size="large" loading={send.isPending} onClick={askToSend}>
              {t(isNew ? 'page.send' : 'page.sendChange', { count: notice.news })}
            </Button>
          )}
          <a className="button-link" href={documentAddress(of)} download>
            {t('page.download')}
          </a>
          <Button size="large" onClick={() => window.print()}>
            {t('page.print')}
          </Button>
        </div>
      </section>
      <div className="notice-columns">
        <section className="panel notice-side no-print" aria-labelledby="notice-write">
          <h2 id="notice-write">{t('page.write')}</h2>
          <NoticeFields notice={notice} form={desk.form} change={desk.change} />
          {typeof desk.keeping === 'object' ? (
            <ErrorNotice error={desk.keeping.error} />
          ) : (
            <p role="status" className="notice-kept">
              {t(desk.keeping === 'kept' ? 'page.kept' : 'page.keeping')}
            </p>
          )}
        </section>
        <div>
          <h2 className="notice-preview no-print">{t('page.preview')}</h2>
          <ErrorNotice error={letter.error} onRetry={() => letter.refetch()} />
          {letter.data ? <OfficialSheet letter={letter.data} /> : <Skeleton active paragraph={{ rows: 14 }} />}
        </div>
      </div>
      <NoticeReaders of={of} notice={notice} />
    </>
  );
}

/** The parts of the letter that would go out empty, by the names of their fields. */
function emptyParts(notice: Notice, form: NoticeForm, t: ReturnType<typeof useTranslation<'notices'>>['t']): string[] {
  const parts = [
    [form.number, t('page.number')],
    [form.signerTitle, t('page.signerTitle')],
    [form.signerName, t('page.signerName')],
    [form.checkStartsAt || notice.kind !== 'planned', t('asking.checkTime')],
  ] as const;
  return parts.filter(([value]) => !value).map(([, name]) => name);
}

function NoticeStanding({ notice }: { notice: Notice }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const { due } = notice;
  const before = ['draft', 'pendingApproval', 'returned', 'postponed'].includes(notice.stage);
  return (
    <>
      <p className="notice-standing">
        {notice.isWithdrawn ? (
          <StateTag tone="bad">{t('page.withdrawn')}</StateTag>
        ) : notice.edition === 0 ? (
          <StateTag tone="waiting">{t('page.notYet')}</StateTag>
        ) : (
          <StateTag tone="good">
            {t('page.sent', { edition: notice.edition, time: notice.sentAt ? times.dateTime(notice.sentAt) : '' })}
          </StateTag>
        )}
        {notice.sentBy && <span>{t('page.by', { who: notice.sentBy })}</span>}
        {due && (
          <span>
            {t('page.due', { time: times.due(due.dueAt) })} <StandingTag standing={due.standing ?? 'notYet'} always />
          </span>
        )}
      </p>
      {notice.maySend && notice.news === 0 && <p>{t('page.nothingNew')}</p>}
      {!notice.maySend && (
        <Alert
          type="info"
          showIcon
          title={t(before ? 'page.notNow' : notice.scope === 'branch' ? 'page.untold' : 'page.over')}
        />
      )}
    </>
  );
}
