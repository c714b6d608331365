import { Alert, Checkbox, DatePicker, Input, InputNumber, Radio, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import '../../ui/meeting/texts';
import { useSession } from '../../api/session';
import { useTimes } from '../../ui/useTimes';
import { wallClockOf } from '../../ui/wallClock';
import { FormField, idOf } from './FormField';
import { type FormState, withStart } from './form';
import { LetterScan } from './LetterScan';
import { useSecretsPermitted } from './meetingQueries';

export interface BlockProps {
  form: FormState;
  change: (next: (form: FormState) => FormState) => void;
}

const kinds = ['planned', 'adHoc', 'outside'] as const;
const priorities = ['provincialLeaders', 'emergency', 'urgent', 'other'] as const;
const steps = ['daily', 'weekly', 'monthly'] as const;

/** What it is, when it is, and how much it weighs. */
export function TimeBlock({
  form,
  change,
  kindFixed,
  note,
  meetingId,
}: BlockProps & { kindFixed: boolean; note: React.ReactNode; meetingId: string | null }) {
  const { t } = useTranslation('registration');
  const words = useTranslation('meeting').t;
  const set = (part: Partial<FormState>) => change((known) => ({ ...known, ...part }));
  const permitted = useSecretsPermitted(form.isStateSecret);
  return (
    <>
      <FormField name="kind" label={t('form.kind')} hint={t(`kindHints.${form.kind}`)}>
        <Segmented
          id={idOf('kind')}
          className="kind-choice"
          disabled={kindFixed}
          value={form.kind}
          options={kinds.map((kind) => ({ value: kind, label: words(`kinds.${kind}`) }))}
          onChange={(kind) => set({ kind })}
        />
      </FormField>
      <FormField name="title" label={t('form.name')} required>
        <Input
          id={idOf('title')}
          size="large"
          maxLength={500}
          autoComplete="off"
          placeholder={t('form.namePlaceholder')}
          value={form.title}
          onChange={(event) => set({ title: event.target.value })}
        />
      </FormField>
      <div className="form-row">
        <Moment
          name="startsAt"
          label={t('form.startsAt')}
          hint={t('form.timeHint')}
          value={form.startsAt}
          onChange={(startsAt) => change((known) => withStart(known, startsAt))}
        />
        <Moment
          name="endsAt"
          label={t('form.endsAt')}
          hint={note}
          value={form.endsAt}
          onChange={(endsAt) => set({ endsAt })}
        />
      </div>
      <FormField name="purpose" label={t('form.purpose')}>
        <Input.TextArea
          id={idOf('purpose')}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={4000}
          value={form.purpose}
          onChange={(event) => set({ purpose: event.target.value })}
        />
      </FormField>
      <div className="form-row">
        <FormField name="letter.number" label={t('form.letterNumber')} hint={t('form.letterHint')}>
          <Input
            id={idOf('letter.number')}
            autoComplete="off"
            maxLength={300}
            placeholder="123/SYT-VP"
            value={form.letter.number}
            onChange={(event) => set({ letter: { ...form.letter, number: event.target.value } })}
          />
        </FormField>
        <FormField name="letter.date" label={t('form.letterDate')}>
          <DatePicker
            id={idOf('letter.date')}
            format="DD/MM/YYYY"
            value={form.letter.date ? dayjs(form.letter.date) : null}
            onChange={(day) => set({ letter: { ...form.letter, date: day ? day.format('YYYY-MM-DD') : null } })}
          />
        </FormField>
      </div>
      <LetterScan meetingId={meetingId} />
      <div className="form-row">
        <FormField name="priority" label={t('form.priority')} hint={t('form.priorityHint')}>
          <Select
            id={idOf('priority')}
            value={form.priority}
            options={priorities.map((priority) => ({ value: priority, label: t(`priorities.${priority}`) }))}
            onChange={(priority) => set({ priority })}
          />
        </FormField>
        {form.priority !== 'other' && (
          <FormField
            name="priorityReason"
            label={t('form.priorityReason')}
            required={form.priority !== 'provincialLeaders'}
          >
            <Input
              id={idOf('priorityReason')}
              value={form.priorityReason}
              maxLength={4000}
              onChange={(event) => set({ priorityReason: event.target.value })}
            />
          </FormField>
        )}
      </div>
      <FormField name="isStateSecret" label={t('form.secret')}>
        <Radio.Group
          id={idOf('isStateSecret')}
          value={form.isStateSecret}
          options={[
            { value: false, label: t('form.secretNo') },
            { value: true, label: t('form.secretYes') },
          ]}
          onChange={(event) => set({ isStateSecret: event.target.value })}
        />
      </FormField>
      {form.isStateSecret && (
        <Alert
          role="alert"
          type={permitted ? 'warning' : 'error'}
          showIcon
          className="form-alert"
          title={t(permitted ? 'form.secretPermittedTitle' : 'form.secretTitle')}
          description={t(permitted ? 'form.secretPermittedText' : 'form.secretText')}
        />
      )}
      <Repetition form={form} change={change} />
    </>
  );
}

function Moment(props: {
  name: string;
  label: string;
  hint: React.ReactNode;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const { instantOf } = useTimes();
  const zone = useSession().data?.installation.timeZone ?? 'Asia/Ho_Chi_Minh';
  return (
    <FormField name={props.name} label={props.label} hint={props.hint} required>
      <DatePicker
        id={idOf(props.name)}
        size="large"
        className="form-moment"
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="DD/MM/YYYY HH:mm"
        needConfirm={false}
        value={props.value ? wallClockOf(props.value, zone) : null}
        onChange={(day) => props.onChange(day ? instantOf(day.format('YYYY-MM-DDTHH:mm')).toISOString() : null)}
      />
    </FormField>
  );
}

function Repetition({ form, change }: BlockProps) {
  const { t } = useTranslation('registration');
  const { recurrence } = form;
  const set = (part: Partial<NonNullable<FormState['recurrence']>> | null) =>
    change((known) => ({
      ...known,
      recurrence: part && { step: 'weekly', every: 1, count: 4, skipDaysOff: true, ...known.recurrence, ...part },
    }));
  return (
    <div className="form-repeats">
      <Checkbox checked={recurrence !== null} onChange={(event) => set(event.target.checked ? {} : null)}>
        {t('form.repeat')}
      </Checkbox>
      {recurrence && (
        <div className="form-repeat">
          <InputNumber
            aria-label={t('form.repeatEvery')}
            prefix={t('form.repeatEvery')}
            min={1}
            max={12}
            value={recurrence.every}
            onChange={(every) => set({ every: every ?? 1 })}
          />
          <Select
            aria-label={t('form.repeatUnit')}
            value={recurrence.step}
            options={steps.map((step) => ({ value: step, label: t(`form.repeatStep.${step}`) }))}
            onChange={(step) => set({ step })}
          />
          <InputNumber
            aria-label={t('form.repeatCount')}
            prefix={t('form.repeatCount')}
            min={2}
            max={60}
            value={recurrence.count}
            onChange={(count) => set({ count: count ?? 2 })}
          />
          <Checkbox checked={recurrence.skipDaysOff} onChange={(event) => set({ skipDaysOff: event.target.checked })}>
            {t('form.repeatSkip')}
          </Checkbox>
        </div>
      )}
    </div>
  );
}
