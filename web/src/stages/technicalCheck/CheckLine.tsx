import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormDialog } from '../../ui/FormDialog';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { CheckHistory } from './CheckHistory';
import { ResultTag } from './CheckWords';
import { type CheckedSite, siteChecksQuery, useCheckSite } from './checkQueries';

type Dialog = 'fail' | 'history';

/** One site: how it stands, whom to call, and what came of it this time. */
export function CheckLine({ meetingId, site }: { meetingId: string; site: CheckedSite }) {
  const { t } = useTranslation('technicalCheck');
  const times = useTimes();
  const say = useSaying();
  const check = useCheckSite(meetingId);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const technician = site.people.find(({ role, phone }) => role === 'technician' && phone);
  return (
    <li className="check-line">
      <span className="check-name">
        <strong>{site.name}</strong>
        {(site.role === 'main' || site.speaks) && (
          <small>{[site.role === 'main' && t('main'), site.speaks && t('speaks')].filter(Boolean).join(', ')}</small>
        )}
        {technician?.phone && (
          <a href={`tel:${technician.phone.replaceAll(' ', '')}`} aria-label={t('call', { name: technician.name })}>
            {technician.name} {technician.phone}
          </a>
        )}
      </span>
      <ResultTag result={site.result} />
      <span className="check-said">
        {site.isEarlier && <i>{t('earlier')}</i>}
        {site.note && <strong>{site.note}</strong>}
        {site.at && <span>{t('by', { by: site.by, time: times.dateTime(site.at) })}</span>}
        {(site.times > 0 || site.isEarlier) && (
          <Button
            type="link"
            size="small"
            aria-label={t('historyOf', { name: site.name })}
            onClick={() => setDialog('history')}
          >
            {t('times', { count: Math.max(1, site.times) })}
          </Button>
        )}
      </span>
      {site.mayCheck && (
        <span className="check-buttons">
          {site.result !== 'passed' && (
            <Button
              size="small"
              aria-label={t('passOf', { name: site.name })}
              onClick={() => check.mutate({ siteId: site.siteId, result: 'passed' }, { onError: say.refused })}
            >
              {t('pass')}
            </Button>
          )}
          <Button size="small" aria-label={t('failOf', { name: site.name })} onClick={() => setDialog('fail')}>
            {t('fail')}
          </Button>
        </span>
      )}
      {dialog === 'fail' && (
        <FormDialog<{ note: string }>
          title={t('failTitle', { name: site.name })}
          send={t('save')}
          pending={check.isPending}
          error={check.error}
          initialValues={{ note: site.result === 'failed' ? site.note : '' }}
          onFinish={({ note }) =>
            check.mutate({ siteId: site.siteId, result: 'failed', note }, { onSuccess: () => setDialog(null) })
          }
          onCancel={() => setDialog(null)}
        >
          <Form.Item name="note" label={t('note')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} autoFocus />
          </Form.Item>
        </FormDialog>
      )}
      {dialog === 'history' && (
        <History
          meetingId={meetingId}
          site={site}
          onWithdraw={
            site.mayCheck && site.result !== 'notChecked'
              ? () =>
                  check.mutate(
                    { siteId: site.siteId, result: 'notChecked' },
                    { onSuccess: () => setDialog(null), onError: say.refused },
                  )
              : undefined
          }
          onClose={() => setDialog(null)}
        />
      )}
    </li>
  );
}

interface HistoryProps {
  meetingId: string;
  site: CheckedSite;
  /** Not given: there is nothing that the reader may take back. */
  onWithdraw?: (() => void) | undefined;
  onClose: () => void;
}

function History({ meetingId, site, onWithdraw, onClose }: HistoryProps) {
  const { t } = useTranslation('technicalCheck');
  const checks = useQuery(siteChecksQuery(meetingId, site.siteId));
  return (
    <Modal
      open
      title={t('historyOf', { name: site.name })}
      onCancel={onClose}
      footer={
        <>
          {onWithdraw && <Button onClick={onWithdraw}>{t('withdraw')}</Button>}
          <Button type="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={checks.error} onRetry={() => checks.refetch()} />
      <CheckHistory meetingId={meetingId} siteId={site.siteId} checks={checks.data ?? []} />
    </Modal>
  );
}
