import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormField, idOf } from './FormField';
import type { FormState } from './form';
import type { BlockProps } from './TimeBlock';

const fields = [
  ['name', 'contactName', 'text'],
  ['position', 'contactPosition', 'text'],
  ['phone', 'contactPhone', 'tel'],
  ['zalo', 'contactZalo', 'tel'],
  ['email', 'contactEmail', 'email'],
] as const;

/** Whom the office and the sites call. */
export function ContactBlock({ form, change }: BlockProps) {
  const { t } = useTranslation('registration');
  const set = (part: Partial<FormState['contact']>) =>
    change((known) => ({ ...known, contact: { ...known.contact, ...part } }));
  return (
    <div className="form-row is-thirds">
      {fields.map(([field, label, type]) => (
        <FormField
          key={field}
          name={`contact.${field}`}
          label={t(`form.${label}`)}
          required={field === 'name' || field === 'phone'}
        >
          <Input
            id={idOf(`contact.${field}`)}
            type={type}
            maxLength={300}
            autoComplete="off"
            value={form.contact[field]}
            onChange={(event) => set({ [field]: event.target.value })}
          />
        </FormField>
      ))}
    </div>
  );
}
