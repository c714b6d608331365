import { useQuery } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useMailWords } from '../../ui/useMailWords';
import { PeoplePicker } from './PeoplePicker';
import { type Pass, passesQuery, type Session, useIssuePass, useRenewPassword, useRevokePass } from './sessionQueries';

const issued = ['operator', 'chair', 'secretary'] as const;

/** Links, appointments and the number with its password: how people come in. Nothing for those who may keep none. */
export function PassesBlock({ session }: { session: Session }) {
  const { t } = useTranslation('session');
  const mails = useMailWords();
  const query = useQuery({ ...passesQuery(session.meetingId), retry: false });
  const revoke = useRevokePass(session.meetingId);
  const renew = useRenewPassword(session.meetingId);
  const reissue = useIssuePass(session.meetingId);
  const passes = query.data;
  if (!passes || passes.passes.length === 0) return null;
  const valid = passes.passes.filter((pass) => pass.revokedAt === null);
  return (
    <section className="panel" aria-labelledby="session-passes">
      <h2 id="session-passes">{t('passes')}</h2>
      {passes.password && (
        <p className="session-actions">
          <span>
            {t('numberAndPassword', { number: passes.number, password: passes.password.replace(/(.{4})/, '$1 ') })}
          </span>
          <Popconfirm
            title={mails.will(t('renewConfirm'))}
            okText={t('renew')}
            cancelText={t('cancel')}
            onConfirm={() => renew.mutate()}
          >
            <Button size="small" loading={renew.isPending}>
              {t('renew')}
            </Button>
          </Popconfirm>
        </p>
      )}
      {passes.holdsMeeting && <PeoplePicker meetingId={session.meetingId} passes={valid} />}
      {passes.holdsMeeting && <NewPass meetingId={session.meetingId} />}
      <ErrorNotice error={revoke.error ?? renew.error ?? reissue.error} />
      <details open={valid.length < 8}>
        <summary>{t('passCount', { count: valid.length })}</summary>
        <ul className="session-list">
          {valid.map((pass) => (
            <li key={pass.id}>
              <span className="session-name">
                {pass.siteName ?? pass.name ?? ''}
                <em>{t(`capacities.${pass.capacity}`)}</em>
              </span>
              <span className="session-line">{t(pass.firstUsedAt ? 'passUsed' : 'passUnused')}</span>
              <span className="session-tools">
                <CopyLink pass={pass} />
                {pass.capacity === 'site' && pass.account === null && (
                  <Popconfirm
                    title={mails.will(t('reissueConfirm'))}
                    okText={t('reissue')}
                    cancelText={t('cancel')}
                    onConfirm={() => reissue.mutate({ capacity: 'site', siteId: pass.siteId })}
                  >
                    <Button size="small">{t('reissue')}</Button>
                  </Popconfirm>
                )}
                <Popconfirm
                  title={t('revokeConfirm')}
                  okText={t('revoke')}
                  cancelText={t('cancel')}
                  onConfirm={() => revoke.mutate(pass.id)}
                >
                  <Button size="small" danger>
                    {t('revoke')}
                  </Button>
                </Popconfirm>
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function CopyLink({ pass }: { pass: Pass }) {
  const { t } = useTranslation('session');
  const [copied, setCopied] = useState(false);
  const { link } = pass;
  if (!link) return <span>{pass.account}</span>;
  return (
    <Button size="small" onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>
      {t(copied ? 'copied' : 'copyLink')}
    </Button>
  );
}

function NewPass({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation('session');
  const issue = useIssuePass(meetingId);
  const [capacity, setCapacity] = useState<(typeof issued)[number]>('operator');
  const [name, setName] = useState('');
  return (
    <form
      className="session-actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) issue.mutate({ capacity, name: name.trim() }, { onSuccess: () => setName('') });
      }}
    >
      <Select
        aria-label={t('capacity')}
        value={capacity}
        onChange={setCapacity}
        options={issued.map((value) => ({ value, label: t(`capacities.${value}`) }))}
      />
      <Input
        aria-label={t('personName')}
        placeholder={t('personName')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
      />
      <Button htmlType="submit" disabled={name.trim() === ''} loading={issue.isPending}>
        {t('issue')}
      </Button>
      <ErrorNotice error={issue.error} />
    </form>
  );
}
