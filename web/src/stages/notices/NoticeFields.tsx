import { DatePicker, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { useTimes } from '../../ui/useTimes';
import { wallClockOf } from '../../ui/wallClock';
import type { Notice, NoticeForm } from './noticeQueries';

interface NoticeFieldsProps {
  notice: Notice;
  form: NoticeForm;
  change: (part: Partial<NoticeForm>) => void;
}

type TextField = 'number' | 'place' | 'signerTitle' | 'signerName' | 'checkPlace' | 'checkNote' | 'remarks';

/** What the letter does not know from the registration. */
export function NoticeFields({ notice, form, change }: NoticeFieldsProps) {
  const { t } = useTranslation('notices');
  const isCheck = notice.kind === 'planned';
  const line = (name: TextField, hint?: string) => (
    <Field name={name} label={t(`page.${name}`)} hint={hint}>
      <Input
        id={`notice-${name}`}
        aria-describedby={hint && `notice-${name}-hint`}
        maxLength={200}
        value={form[name] ?? ''}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  );
  const text = (name: TextField) => (
    <Field name={name} label={t(`page.${name}`)}>
      <Input.TextArea
        id={`notice-${name}`}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={2000}
        value={form[name] ?? ''}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="notice-fields">
      {(isCheck || (notice.kind === 'adHoc' && notice.scope === 'branch')) && (
        <>
          <Moment
            name="checkStartsAt"
            label={t(isCheck ? 'page.checkStartsAt' : 'page.connectionStartsAt')}
            value={form.checkStartsAt ?? null}
            change={change}
            hint={form.checkStartsAt || !isCheck ? undefined : t('page.noCheck')}
          />
          <Moment
            name="checkEndsAt"
            label={t(isCheck ? 'page.checkEndsAt' : 'page.connectionEndsAt')}
            value={form.checkEndsAt ?? null}
            change={change}
          />
          {isCheck && line('checkPlace')}
          {text('checkNote')}
        </>
      )}
      {line('number', t('page.numberHint'))}
      {line('place')}
      {line('signerTitle')}
      {line('signerName')}
      {text('remarks')}
    </div>
  );
}

function Moment(props: {
  name: 'checkStartsAt' | 'checkEndsAt';
  label: string;
  hint?: string;
  value: string | null;
  change: (part: Partial<NoticeForm>) => void;
}) {
  const { instantOf } = useTimes();
  const zone = useSession().data?.installation.timeZone ?? 'Asia/Ho_Chi_Minh';
  return (
    <Field name={props.name} label={props.label} hint={props.hint}>
      <DatePicker
        id={`notice-${props.name}`}
        className="notice-moment"
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="DD/MM/YYYY HH:mm"
        needConfirm={false}
        value={props.value ? wallClockOf(props.value, zone) : null}
        onChange={(day) =>
          props.change({ [props.name]: day ? instantOf(day.format('YYYY-MM-DDTHH:mm')).toISOString() : null })
        }
      />
    </Field>
  );
}

function Field({ name, label, hint, children }: { name: string; label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="notice-field">
      <label htmlFor={`notice-${name}`}>{label}</label>
      {children}
      {hint && <small id={`notice-${name}-hint`}>{hint}</small>}
    </div>
  );
}
