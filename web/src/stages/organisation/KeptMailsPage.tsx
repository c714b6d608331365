import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { partsOf } from './mailLinks';
import { mailQuery, mailsQuery } from './organisationQueries';

/** Mails that were kept because no mail server is set; to be read at the server itself only. */
export function KeptMailsPage() {
  const { t } = useTranslation('organisation');
  const times = useTimes();
  const mails = useQuery(mailsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const closed = mails.error instanceof Problem && (mails.error.status === 403 || mails.error.status === 404);
  return (
    <>
      <PageHeader title={t('mails.title')} lead={t('mails.lead')} />
      {mails.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {!closed && <ErrorNotice error={mails.error} onRetry={() => mails.refetch()} />}
      {closed && (
        <div className="panel">
          <EmptyState title={t('mails.closedTitle')} text={t('mails.closedText')} />
        </div>
      )}
      {mails.data?.items.length === 0 && (
        <div className="panel">
          <EmptyState title={t('mails.emptyTitle')} text={t('mails.emptyText')} />
        </div>
      )}
      {mails.data && mails.data.items.length > 0 && (
        <div className="mails">
          <ul className="panel mail-list" aria-label={t('mails.title')}>
            {mails.data.items.map((mail) => (
              <li key={mail.id}>
                <button
                  type="button"
                  aria-pressed={mail.id === chosen}
                  aria-label={t('mails.read', { subject: mail.subject })}
                  onClick={() => setChosen(mail.id)}
                >
                  <strong>{mail.subject}</strong>
                  <small>
                    {mail.to} · {times.dateTime(mail.createdAt)}
                  </small>
                </button>
              </li>
            ))}
          </ul>
          {chosen ? <Mail id={chosen} /> : <p className="panel">{t('mails.choose')}</p>}
        </div>
      )}
    </>
  );
}

function Mail({ id }: { id: string }) {
  const { t } = useTranslation('organisation');
  const times = useTimes();
  const { data: mail, error } = useQuery(mailQuery(id));
  return (
    <article className="panel" aria-live="polite">
      <ErrorNotice error={error} />
      {mail && (
        <>
          <header className="mail-head">
            <h2>{mail.subject}</h2>
            <p>
              {t('mails.to')}: {mail.to}
            </p>
            <p>
              {t('mails.at')}: {times.dateTime(mail.createdAt)}
            </p>
          </header>
          <p className="mail-text">
            {partsOf(mail.text).map((part) =>
              part.isLink ? (
                <a key={part.at} href={part.text} rel="noreferrer">
                  {part.text}
                </a>
              ) : (
                part.text
              ),
            )}
          </p>
        </>
      )}
    </article>
  );
}
