import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema';
import { deviceKinds, isExpected, lineKinds, type SiteFormValues } from './siteForm';
import type { vi } from './texts.vi';
import { useChoices } from './useChoices';

type SiteDevice = components['schemas']['SiteDevice'];

interface BlockProps {
  mayKeep: boolean;
}

interface EntryBlockProps extends BlockProps {
  name: 'contacts' | 'devices' | 'lines' | 'addressRanges' | 'cameraPresets';
  lead: string;
  addLabel: string;
  /** What a new row begins with. */
  fresh: object;
  /** The names of the columns, said once over the rows where these are lines. */
  heads: readonly string[];
  /** The fields of row `index`; `isExpected`: what the row is for stands fast. */
  fields: (index: number, isExpected: boolean) => ReactNode;
  /** Says more of each row, for who wants to. */
  more?: ReactNode;
}

/** A block of rows: each a line of fields under common heads on wide screens, a small form on narrow ones. */
function EntryBlock({ name, lead, addLabel, fresh, heads, fields, more, mayKeep }: EntryBlockProps) {
  const { t } = useTranslation('sites');
  const form = Form.useFormInstance<SiteFormValues>();
  // Rows come, go and change what they are for.
  const rowsNow = Form.useWatch(name, { form, preserve: true }) ?? [];
  const stands = (index: number) =>
    name !== 'addressRanges' && name !== 'cameraPresets' && isExpected(name, rowsNow, index);
  return (
    <section className="panel" id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{t(`blocks.${name}`)}</h2>
      <p className="panel-lead">{lead}</p>
      <div className={`site-entry-heads is-${name}`} style={columnsOf(heads)} aria-hidden="true">
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => (
              <fieldset key={row.key} className={`site-entry is-${name}`} style={columnsOf(heads)}>
                <legend className="visually-hidden">
                  {t(`blocks.${name}`)} {index + 1}
                </legend>
                {fields(row.name, stands(row.name))}
                {mayKeep && !stands(row.name) && (
                  <Button
                    type="text"
                    className="site-remove"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('entries.remove', { index: index + 1 })}
                    onClick={() => remove(row.name)}
                  />
                )}
              </fieldset>
            ))}
            {mayKeep && (
              <div className="site-entry-buttons">
                <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(fresh)}>
                  {addLabel}
                </Button>
                {more}
              </div>
            )}
          </>
        )}
      </Form.List>
    </section>
  );
}

// What a row is for needs less room than what is typed in it.
function columnsOf(heads: readonly string[]): CSSProperties {
  return { '--columns': `minmax(8rem, 0.8fr) repeat(${heads.length - 1}, minmax(0, 1fr))` } as CSSProperties;
}

/** What a row is for: a word where it stands fast, a choice where it does not. */
function RowKind({ name, label, options, stands }: RowKindProps) {
  const { t } = useTranslation('sites');
  const value: keyof typeof vi.values | undefined = Form.useWatch(name, { preserve: true });
  return stands && value ? (
    <span className="site-entry-kind">{t(`values.${value}`)}</span>
  ) : (
    <Form.Item name={name.slice(1)} label={label}>
      <Select options={options} />
    </Form.Item>
  );
}

interface RowKindProps {
  /** With the block's name before it. */
  name: [string, number, string];
  label: string;
  options: { value: string; label: string }[];
  stands: boolean;
}

/** Shows what few fill in, at once where somebody has. */
function useMore(block: 'contacts' | 'lines', fields: readonly string[]): [boolean, () => void] {
  const form = Form.useFormInstance<SiteFormValues>();
  const rows: readonly (object | undefined)[] = Form.useWatch(block, { form, preserve: true }) ?? [];
  const [wanted, setWanted] = useState(false);
  const isSaid = rows.some((row) => Object.entries(row ?? {}).some(([field, said]) => fields.includes(field) && said));
  return [wanted || isSaid, () => setWanted(true)];
}

export function ContactsBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  const [showsMore, showMore] = useMore('contacts', ['zalo', 'email']);
  const fields = ['role', 'name', 'position', 'phone'] as const;
  return (
    <EntryBlock
      name="contacts"
      lead={t('blocks.contactsLead')}
      addLabel={t('entries.addContact')}
      fresh={{ role: 'technician' }}
      heads={fields.map((field) => t(`fields.contacts.${field}`))}
      mayKeep={mayKeep}
      more={!showsMore && <Button onClick={showMore}>{t('entries.moreContact')}</Button>}
      fields={(index, stands) => (
        <>
          <RowKind
            name={['contacts', index, 'role']}
            label={t('fields.contacts.role')}
            options={choices('leader', 'technician')}
            stands={stands}
          />
          <Form.Item name={[index, 'name']} label={t('fields.contacts.name')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'position']} label={t('fields.contacts.position')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'phone']} label={t('fields.contacts.phone')}>
            <Input maxLength={40} autoComplete="off" inputMode="tel" />
          </Form.Item>
          {showsMore && (
            <div className="site-entry-more">
              <Form.Item name={[index, 'zalo']} label={t('fields.contacts.zalo')}>
                <Input maxLength={200} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[index, 'email']} label={t('fields.contacts.email')}>
                <Input maxLength={200} autoComplete="off" inputMode="email" />
              </Form.Item>
            </div>
          )}
        </>
      )}
    />
  );
}

export function DevicesBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <EntryBlock
      name="devices"
      lead={t('blocks.devicesLead')}
      addLabel={t('entries.addDevice')}
      fresh={{ kind: 'decoder' }}
      heads={[t('fields.devices.kind'), t('fields.devices.name'), t('fields.devices.status')]}
      mayKeep={mayKeep}
      fields={(index, stands) => (
        <>
          <RowKind
            name={['devices', index, 'kind']}
            label={t('fields.devices.kind')}
            options={choices(...deviceKinds)}
            stands={stands}
          />
          <Form.Item name={[index, 'name']} label={t('fields.devices.name')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'status']} label={t('fields.devices.status')}>
            <Select
              allowClear
              options={choices('inUse', 'faulty', 'spare', 'absent')}
              placeholder={t('entries.choose')}
            />
          </Form.Item>
          <DeviceRemedy index={index} />
        </>
      )}
    />
  );
}

/** What is to be done of a device that does not work or is not there. */
function DeviceRemedy({ index }: { index: number }) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  const device: Partial<SiteDevice> | undefined = Form.useWatch(['devices', index], { preserve: true });
  if (device?.status !== 'faulty' && device?.status !== 'absent' && !device?.remedy) return null;
  return (
    <div className="site-entry-more">
      <Form.Item name={[index, 'remedy']} label={t('fields.devices.remedy')}>
        <Select allowClear options={choices('repair', 'replace', 'acquire')} placeholder={t('entries.choose')} />
      </Form.Item>
    </div>
  );
}

export function LinesBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  const [showsMore, showMore] = useMore('lines', ['note']);
  const fields = ['kind', 'provider', 'mbps', ...(showsMore ? (['note'] as const) : [])] as const;
  return (
    <EntryBlock
      name="lines"
      lead={t('blocks.linesLead')}
      addLabel={t('entries.addLine')}
      fresh={{ kind: 'internet' }}
      heads={fields.map((field) => t(`fields.lines.${field}`))}
      mayKeep={mayKeep}
      more={!showsMore && <Button onClick={showMore}>{t('entries.moreLine')}</Button>}
      fields={(index, stands) => (
        <>
          <RowKind
            name={['lines', index, 'kind']}
            label={t('fields.lines.kind')}
            options={choices(...lineKinds, 'mobile')}
            stands={stands}
          />
          <Form.Item name={[index, 'provider']} label={t('fields.lines.provider')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'mbps']} label={t('fields.lines.mbps')}>
            <InputNumber min={0.1} max={100_000} inputMode="decimal" style={{ width: '100%' }} />
          </Form.Item>
          {showsMore && (
            <Form.Item name={[index, 'note']} label={t('fields.lines.note')}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          )}
        </>
      )}
    />
  );
}

export function AddressRangesBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <EntryBlock
      name="addressRanges"
      lead={t('blocks.addressRangesLead')}
      addLabel={t('entries.addRange')}
      fresh={{ line: 'slcd' }}
      heads={[t('fields.addressRanges.line'), t('fields.addressRanges.range')]}
      mayKeep={mayKeep}
      fields={(index) => (
        <>
          <Form.Item name={[index, 'line']} label={t('fields.addressRanges.line')}>
            <Select options={choices(...lineKinds)} />
          </Form.Item>
          <Form.Item name={[index, 'range']} label={t('fields.addressRanges.range')}>
            <Input maxLength={60} autoComplete="off" placeholder={t('entries.rangePlaceholder')} />
          </Form.Item>
        </>
      )}
    />
  );
}

export function CameraPresetsBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <EntryBlock
      name="cameraPresets"
      lead={t('blocks.cameraPresetsLead')}
      addLabel={t('entries.addPreset')}
      fresh={{ view: 'chair' }}
      heads={[t('fields.cameraPresets.view'), t('fields.cameraPresets.number'), t('fields.cameraPresets.name')]}
      mayKeep={mayKeep}
      fields={(index) => (
        <>
          <Form.Item name={[index, 'view']} label={t('fields.cameraPresets.view')}>
            <Select options={choices('chair', 'left', 'right', 'wide', 'close', 'lectern')} />
          </Form.Item>
          <Form.Item name={[index, 'number']} label={t('fields.cameraPresets.number')}>
            <InputNumber min={0} max={255} precision={0} inputMode="numeric" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={[index, 'name']} label={t('fields.cameraPresets.name')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </>
      )}
    />
  );
}
