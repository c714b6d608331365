import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormDialog } from '../../ui/FormDialog';
import { StateTag } from '../../ui/StateTag';
import { useNow } from '../../ui/useNow';
import { useSaying } from '../../ui/useSaying';
import { clockTime } from '../../ui/wait';
import './panel.css';
import './texts';

type HelpRequest = components['schemas']['HelpRequest'];

const refetchMs = 5_000;

/** "Đang chờ hỗ trợ": which sites have asked, for how long, and who sees to it. */
export function HelpQueuePanel() {
  const { t } = useTranslation('kiosk');
  const queries = useQueryClient();
  const saying = useSaying();
  const now = useNow(1_000);
  const [closing, setClosing] = useState<HelpRequest | null>(null);
  const waiting = useQuery({
    queryKey: ['help-requests'],
    queryFn: () => answerOf(api.GET('/api/help-requests')),
    refetchInterval: refetchMs,
  });
  const changed = () => queries.invalidateQueries({ queryKey: ['help-requests'] });
  const of = (id: string) => ({ params: { path: { id } } });
  const take = useMutation({
    mutationFn: (id: string) => answerOf(api.POST('/api/help-requests/{id}/take', of(id))),
    onError: saying.refused,
    onSettled: changed,
  });
  const close = useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: string }) =>
      answerOf(api.POST('/api/help-requests/{id}/close', { ...of(id), body: { answer } })),
    onSuccess: () => {
      setClosing(null);
      saying.done(t('queue.closed'));
    },
    onSettled: changed,
  });
  const list = waiting.data ?? [];
  return (
    <section className="panel help-panel" aria-labelledby="help-title">
      <h2 id="help-title">{t('queue.title')}</h2>
      <ErrorNotice error={waiting.error} onRetry={() => waiting.refetch()} />
      {waiting.data && list.length === 0 && <p className="help-none">{t('queue.none')}</p>}
      <ul className="help-list">
        {list.map((request) => (
          <li key={request.id}>
            <span>
              <Link to={`/diem-cau/${request.siteId}`}>{request.siteName}</Link>{' '}
              {request.takenBy ? (
                <StateTag tone="blue">{t('queue.taken', { by: request.takenBy })}</StateTag>
              ) : (
                <StateTag tone="bad">
                  {t('queue.waits', { time: clockTime((now - Date.parse(request.askedAt)) / 1000) })}
                </StateTag>
              )}
              <small>{[request.unitName, request.machine, request.meeting].filter(Boolean).join(' – ')}</small>
            </span>
            {request.takenBy ? (
              <Button
                onClick={() => {
                  close.reset();
                  setClosing(request);
                }}
              >
                {t('queue.close')}
              </Button>
            ) : (
              <Button type="primary" onClick={() => take.mutate(request.id)}>
                {t('queue.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {closing && (
        <FormDialog<{ answer: string }>
          title={t('queue.closeTitle', { site: closing.siteName })}
          send={t('queue.close')}
          pending={close.isPending}
          error={close.error}
          onFinish={({ answer }) => close.mutate({ id: closing.id, answer })}
          onCancel={() => setClosing(null)}
        >
          <Form.Item name="answer" label={t('queue.answer')} rules={[{ required: true, message: t('queue.answer') }]}>
            <Input.TextArea autoFocus rows={3} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </section>
  );
}
