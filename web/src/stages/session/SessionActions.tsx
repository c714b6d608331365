import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { type Session, type SessionAct, useSessionAct } from './sessionQueries';

/** What the chair and the operators do from here; each official act asks once. */
export function SessionActions({ session }: { session: Session }) {
  const { t } = useTranslation('session');
  const act = useSessionAct(session.meetingId);
  const [asking, setAsking] = useState<'open' | 'end' | 'anyway' | null>(null);
  const [reason, setReason] = useState('');
  const { readiness, openSince, sessionOpenedAt, confirmedAt } = session;
  const ask = useOfficialAct();
  const missing = readiness.sites - readiness.connected;
  const isReady = missing === 0 && readiness.heard === readiness.speaking;
  const run = (what: SessionAct) => act.mutate(what, { onSuccess: () => setAsking(null) });
  const askTo = (title: string, actWord: string, tells: string, what: SessionAct) =>
    ask({ title, act: actWord, tells, onAct: () => act.mutateAsync(what) });
  const connect = () =>
    askTo(t('connectConfirm'), t('connect'), t('connectText', { count: readiness.sites }), { kind: 'connect' });
  const callMissing = () => {
    const word = t('callMissing', { count: missing });
    askTo(`${word}?`, word, t('callText'), { kind: 'call', siteIds: null });
  };
  const confirm = () =>
    isReady
      ? askTo(t('confirmTitle'), t('confirm'), t('confirmText', { count: readiness.sites }), {
          kind: 'confirm',
          anyway: false,
          reason: null,
        })
      : setAsking('anyway');
  return (
    <section className="panel session-actions" aria-label={t('actions')}>
      {!openSince && (
        <Button type="primary" loading={act.isPending} onClick={connect}>
          {t('connect')}
        </Button>
      )}
      {openSince && missing > 0 && (
        <Button loading={act.isPending} onClick={callMissing}>
          {t('callMissing', { count: missing })}
        </Button>
      )}
      {openSince && !confirmedAt && !sessionOpenedAt && (
        <Button loading={act.isPending} onClick={confirm}>
          {t('confirm')}
        </Button>
      )}
      {openSince && !sessionOpenedAt && (
        <Button type="primary" onClick={() => setAsking('open')}>
          {t('open')}
        </Button>
      )}
      {openSince && (
        <Button danger onClick={() => setAsking('end')}>
          {t('end')}
        </Button>
      )}
      <ErrorNotice error={act.error} />
      <Modal
        open={asking === 'open' || asking === 'end'}
        title={t(asking === 'end' ? 'endConfirm' : 'openConfirm')}
        okText={t(asking === 'end' ? 'end' : 'open')}
        okButtonProps={{ danger: asking === 'end', loading: act.isPending }}
        cancelText={t('cancel')}
        onOk={() => asking && asking !== 'anyway' && run({ kind: asking })}
        onCancel={() => setAsking(null)}
      >
        <p>{t(asking === 'end' ? 'endText' : 'openText', { count: missing })}</p>
      </Modal>
      <Modal
        open={asking === 'anyway'}
        title={t('anywayTitle')}
        okText={t('confirm')}
        okButtonProps={{ disabled: reason.trim() === '', loading: act.isPending }}
        cancelText={t('cancel')}
        onOk={() => run({ kind: 'confirm', anyway: true, reason: reason.trim() })}
        onCancel={() => setAsking(null)}
      >
        <p>{t('anywayText', { missing, unheard: readiness.speaking - readiness.heard })}</p>
        <Input.TextArea
          aria-label={t('reason')}
          placeholder={t('reason')}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </section>
  );
}
