import { SendOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { FormField, idOf } from './FormField';
import { KeepingNote } from './KeepingNote';
import { type Meeting, useMeetingsChanged, useSecretsPermitted } from './meetingQueries';
import { emptyParts, toldStages } from './official';
import type { useDraft } from './useDraft';
import type { Check } from './useLiveCheck';

interface SendBarProps {
  draft: ReturnType<typeof useDraft>;
  meeting: Meeting | null;
  check: Check | undefined;
  refused: unknown;
  onRefused: (error: unknown) => void;
}

/** The longer name first: what is of a block is called by its own name where it has one. */
const knownFields = [
  'title',
  'purpose',
  'startsAt',
  'endsAt',
  'chairName',
  'chairPosition',
  'priorityReason',
  'mainSite.attendees',
  'mainSite.place',
  'mainSite',
  'members',
  'script',
  'papers',
  'contact',
  'outside',
  'recurrence',
  'letter',
  'exemption',
] as const;

function wordOfContact(field: string, t: ReturnType<typeof useTranslation<'registration'>>['t']): string {
  if (field.endsWith('.phone')) return t('form.contactPhone');
  if (field.endsWith('.email')) return t('form.contactEmail');
  if (field.endsWith('.position')) return t('form.contactPosition');
  return field.endsWith('.zalo') ? t('form.contactZalo') : t('form.contactName');
}

function withdraw(id: string, version: number) {
  return answerOf(api.POST('/api/meetings/{id}/withdraw', { params: { path: { id } }, body: { version } }));
}

/** Stays in sight: what is saved, what is missing, and the one primary action. */
export function SendBar({ draft, meeting, check, refused, onRefused }: SendBarProps) {
  const { t } = useTranslation('registration');
  const say = useSaying();
  const ask = useOfficialAct();
  const navigate = useNavigate();
  const times = useTimes();
  const changed = useMeetingsChanged();
  const [exemption, setExemption] = useState({ grantedBy: '', reason: '' });
  const { form } = draft;
  const permitted = useSecretsPermitted(form.isStateSecret);
  const sends = meeting === null || ['draft', 'returned', 'postponed'].includes(meeting.stage);
  const isLate = sends && form.kind === 'planned' && check?.isLate === true;
  const fail = (error: unknown) => {
    onRefused(error);
    const [first] = Object.keys(asProblem(error).fields);
    const at = document.getElementById(idOf(first ?? '')) ?? document.getElementById('send-errors');
    window.setTimeout(() => {
      at?.scrollIntoView({ block: 'center' });
      at?.focus({ preventScroll: true });
    });
  };
  const send = useMutation({
    mutationFn: async () => {
      const { id, version } = await draft.flush();
      if (!sends) return { id, sent: null };
      const sent = await answerOf(
        api.POST('/api/meetings/{id}/submit', {
          params: { path: { id } },
          body: { version, exemption: isLate ? exemption : null },
        }),
      );
      return { id, sent: sent.version };
    },
    onMutate: () => onRefused(null),
    onSuccess: ({ id, sent }) => {
      changed();
      // Until the office answers it can be taken back; whoever was told of an announced meeting has read it.
      if (sent !== null && form.kind === 'planned' && !form.recurrence) {
        say.undoable(t('form.submitted'), async () => {
          await withdraw(id, sent);
          changed();
        });
      } else say.done(t(!sends ? 'form.changesSaved' : form.kind === 'planned' ? 'form.submitted' : 'form.announced'));
      navigate(`/cuoc-hop/${id}`);
    },
    onError: fail,
  });
  const label = !sends
    ? 'form.saveChanges'
    : form.kind === 'planned'
      ? 'form.submit'
      : form.kind === 'adHoc'
        ? 'form.announce'
        : 'form.record';
  const fieldName = (field: string) => {
    const part = knownFields.find((known) => field === known || field.startsWith(`${known}.`));
    if (part === 'contact') return `${t('fields.contact')}, ${wordOfContact(field, t)}`;
    return part && t(`fields.${part}`);
  };
  const sites = form.members.length + (form.mainSite ? 1 : 0);
  const tells = !sends
    ? meeting !== null && toldStages.has(meeting.stage) && t('asking.changeTells', { sites })
    : form.kind !== 'planned'
      ? t('asking.announceTells', { sites })
      : form.recurrence && t('asking.seriesTells', { count: form.recurrence.count });
  const press = () => {
    if (!tells) return send.mutate();
    ask({
      title: `${t(label)}: “${form.title}”?`,
      act: t(label),
      tells,
      empty: emptyParts(form, meeting?.papers.length ?? 0).map((part) => t(`asking.parts.${part}`)),
      onAct: () => send.mutateAsync(),
    });
  };
  return (
    <>
      <div id="send-errors" tabIndex={-1} className="send-errors">
        <ErrorNotice error={refused} fieldName={fieldName} />
      </div>
      {isLate && (
        <section className="panel late" aria-labelledby="late-title">
          <h2 id="late-title">{t('form.late')}</h2>
          <Alert
            type="warning"
            showIcon
            className="form-alert"
            title={t('form.lateText', {
              date: check?.registerBy ? times.date(new Date(Date.parse(check.registerBy) - 1)) : '',
            })}
          />
          <div className="form-row">
            <FormField name="grantedBy" label={t('form.grantedBy')} required>
              <Input
                id={idOf('grantedBy')}
                maxLength={300}
                value={exemption.grantedBy}
                onChange={(event) => setExemption({ ...exemption, grantedBy: event.target.value })}
              />
            </FormField>
            <FormField name="reason" label={t('form.lateReason')} required>
              <Input
                id={idOf('reason')}
                maxLength={4000}
                value={exemption.reason}
                onChange={(event) => setExemption({ ...exemption, reason: event.target.value })}
              />
            </FormField>
          </div>
        </section>
      )}
      <div className="send-bar">
        <KeepingNote draft={draft} autosaves={meeting === null || meeting.stage === 'draft'} />
        <Button
          type="primary"
          size="large"
          icon={<SendOutlined aria-hidden />}
          loading={send.isPending}
          disabled={form.isStateSecret && !permitted}
          onClick={press}
        >
          {t(label)}
        </Button>
      </div>
    </>
  );
}
