import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { PageHeader } from '../../ui/PageHeader';
import { useTimes } from '../../ui/useTimes';
import { ContactBlock } from './ContactBlock';
import { FieldErrors } from './FormField';
import type { FormState } from './form';
import { LiveCheckPanel } from './LiveCheckPanel';
import { MainSiteBlock } from './MainSiteBlock';
import { MembersBlock } from './MembersBlock';
import { type Meeting, siteChoiceQuery } from './meetingQueries';
import { PapersBlock } from './PapersBlock';
import { ScriptBlock } from './ScriptBlock';
import { SendBar } from './SendBar';
import { StartingPoints } from './StartingPoints';
import { TimeBlock } from './TimeBlock';
import { useDraft } from './useDraft';
import { useLiveCheck } from './useLiveCheck';

interface RegistrationFormProps {
  initial: FormState;
  /** What is edited; null: a new registration. */
  meeting: Meeting | null;
  onBegun: (id: string) => void;
}

/** The five blocks, what is checked while they are filled, and the way to send them. */
export function RegistrationForm({ initial, meeting, onBegun }: RegistrationFormProps) {
  const { t } = useTranslation('registration');
  const times = useTimes();
  const draft = useDraft(initial, meeting, onBegun);
  const { form, change } = draft;
  const choice = useQuery(siteChoiceQuery).data;
  const check = useLiveCheck(form, draft.meetingId);
  const taken = useMemo(() => new Set(check?.takenSiteIds), [check]);
  const [refused, setRefused] = useState<unknown>(null);
  const errors = useMemo(() => (refused ? asProblem(refused).fields : {}), [refused]);
  const isSent = meeting !== null && meeting.stage !== 'draft';
  const note =
    form.kind === 'planned' && check?.registerBy
      ? t('form.registerBy', { date: times.date(new Date(Date.parse(check.registerBy) - 1)) })
      : undefined;
  return (
    <FieldErrors value={errors}>
      <PageHeader
        title={isSent ? t('form.editTitle') : t('form.title')}
        lead={isSent ? form.title : t('form.lead')}
        actions={!isSent && <StartingPoints form={form} change={change} />}
      />
      <Form layout="vertical" component="div" className="registration">
        <div className="registration-blocks">
          <Block number={1} title={t('form.block1')}>
            <TimeBlock
              form={form}
              change={change}
              kindFixed={isSent && meeting.stage !== 'returned'}
              note={note}
              meetingId={draft.meetingId}
            />
          </Block>
          <Block number={2} title={t('form.block2')}>
            <MainSiteBlock form={form} change={change} choice={choice} />
          </Block>
          <Block number={3} title={t('form.block3')}>
            <MembersBlock form={form} change={change} choice={choice} taken={taken} />
          </Block>
          <Block number={4} title={t('form.block4')}>
            <ScriptBlock form={form} change={change} choice={choice} />
            <PapersBlock meetingId={draft.meetingId} />
          </Block>
          <Block number={5} title={t('form.block5')}>
            <ContactBlock form={form} change={change} />
          </Block>
        </div>
        <aside className="registration-side">
          <LiveCheckPanel check={check} />
        </aside>
      </Form>
      <SendBar draft={draft} meeting={meeting} check={check} refused={refused} onRefused={setRefused} />
    </FieldErrors>
  );
}

function Block({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <section className="panel registration-block" aria-labelledby={`block-${number}`}>
      <h2 id={`block-${number}`}>
        <span aria-hidden="true">{number}</span>
        {title}
      </h2>
      {children}
    </section>
  );
}
