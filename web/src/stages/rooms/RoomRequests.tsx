import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormDialog } from '../../ui/FormDialog';
import { StateTag } from '../../ui/StateTag';
import { useMailWords } from '../../ui/useMailWords';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { type RoomRequest, roomRequestsQuery, useRequestAct } from './roomRequests';
import './RoomRequests.css';

const tones = { open: 'waiting', created: 'good', refused: 'bad', withdrawn: 'plain' } as const;

/** What was decided stays in sight as long as somebody may still look for the answer. */
const sightMs = 14 * 24 * 3_600_000;

/** Rooms that units ask for: to be made or refused by an operator, to be watched by whoever asked. Nothing where there are none. */
export function RoomRequests() {
  const { t } = useTranslation('rooms');
  const requests = useQuery(roomRequestsQuery);
  const [refused, setRefused] = useState<RoomRequest | null>(null);
  const since = Date.now() - sightMs;
  const shown = (requests.data ?? []).filter(
    ({ state, decidedAt }) => state === 'open' || (state !== 'withdrawn' && Date.parse(decidedAt ?? '') > since),
  );
  if (shown.length === 0) return null;
  return (
    <section className="panel room-requests" aria-labelledby="room-requests">
      <h2 id="room-requests">{t('requests.title')}</h2>
      <ul>
        {shown.map((request) => (
          <Request key={request.id} request={request} onRefuse={() => setRefused(request)} />
        ))}
      </ul>
      {refused && <RefusalForm request={refused} onClose={() => setRefused(null)} />}
    </section>
  );
}

function Request({ request, onRefuse }: { request: RoomRequest; onRefuse: () => void }) {
  const { t } = useTranslation('rooms');
  const times = useTimes();
  const say = useSaying();
  const mails = useMailWords();
  const ask = useOfficialAct();
  const act = useRequestAct();
  const { id, name, unitName, askedBy, forWhen, reason, askedAt, state, decidedBy, answer, roomId, isMine, mayDecide } =
    request;
  return (
    <li>
      <div className="room-request-about">
        <strong>{name}</strong>
        <StateTag tone={tones[state]}>{t(`requests.states.${state}`)}</StateTag>
        <p>
          {[
            `${unitName} (${askedBy})`,
            forWhen && t('requests.when', { time: times.dateTime(forWhen) }),
            t('requests.askedAt', { time: times.dateTime(askedAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="room-request-reason">{reason}</p>
        {answer && <p>{t('requests.answer', { name: decidedBy ?? '', answer })}</p>}
        <ErrorNotice error={act.error} />
      </div>
      <div className="room-request-actions">
        {mayDecide && (
          <Button
            type="primary"
            loading={act.isPending}
            onClick={() =>
              ask({
                title: t('requests.grantTitle', { name }),
                act: t('requests.grant'),
                tells: t('requests.grantTells', { unit: unitName }),
                onAct: async () => {
                  await act.mutateAsync({ kind: 'grant', id, name: null });
                  say.done(mails.sent(t('requests.granted', { unit: unitName })));
                },
              })
            }
          >
            {t('requests.grant')}
          </Button>
        )}
        {mayDecide && <Button onClick={onRefuse}>{t('requests.refuse')}</Button>}
        {isMine && state === 'open' && (
          <Popconfirm
            title={t('requests.withdrawConfirm')}
            okText={t('requests.withdraw')}
            cancelText={t('cancel')}
            onConfirm={() => act.mutate({ kind: 'withdraw', id })}
          >
            <Button>{t('requests.withdraw')}</Button>
          </Popconfirm>
        )}
        {isMine && roomId && <Link to={`/phong-hop/${roomId}`}>{t('requests.toRoom')}</Link>}
      </div>
    </li>
  );
}

function RefusalForm({ request, onClose }: { request: RoomRequest; onClose: () => void }) {
  const { t } = useTranslation('rooms');
  const act = useRequestAct();
  return (
    <FormDialog<{ reason: string }>
      title={t('requests.refuseTitle', { name: request.name })}
      send={t('requests.refuse')}
      danger
      pending={act.isPending}
      error={act.error}
      onCancel={onClose}
      onFinish={({ reason }) => act.mutate({ kind: 'refuse', id: request.id, reason }, { onSuccess: onClose })}
    >
      <Form.Item
        name="reason"
        label={t('requests.refuseReason')}
        rules={[{ required: true, whitespace: true, message: t('requests.reasonRequired') }]}
      >
        <Input.TextArea maxLength={1000} autoFocus autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </FormDialog>
  );
}
