import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceKinds, lineKinds } from './siteForm';
import { useChoices } from './useChoices';

interface BlockProps {
  mayKeep: boolean;
}

interface EntryBlockProps extends BlockProps {
  name: 'contacts' | 'devices' | 'lines' | 'addressRanges' | 'cameraPresets';
  lead: string;
  addLabel: string;
  /** What a new row begins with. */
  fresh: object;
  /** The fields of row `index`. */
  fields: (index: number) => ReactNode;
}

/** A block of rows: each a line of fields on wide screens, a small form on narrow ones. */
function EntryBlock({ name, lead, addLabel, fresh, fields, mayKeep }: EntryBlockProps) {
  const { t } = useTranslation('sites');
  return (
    <section className="panel" id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{t(`blocks.${name}`)}</h2>
      <p className="panel-lead">{lead}</p>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, index) => (
              <fieldset key={row.key} className={`site-entry is-${name}`}>
                <legend className="visually-hidden">
                  {t(`blocks.${name}`)} {index + 1}
                </legend>
                {fields(row.name)}
                {mayKeep && (
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
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(fresh)}>
                {addLabel}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </section>
  );
}

export function ContactsBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <EntryBlock
      name="contacts"
      lead={t('blocks.contactsLead')}
      addLabel={t('entries.addContact')}
      fresh={{ role: 'technician' }}
      mayKeep={mayKeep}
      fields={(index) => (
        <>
          <Form.Item name={[index, 'role']} label={t('fields.contacts.role')}>
            <Select options={choices('leader', 'technician')} />
          </Form.Item>
          <Form.Item name={[index, 'name']} label={t('fields.contacts.name')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'position']} label={t('fields.contacts.position')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'phone']} label={t('fields.contacts.phone')}>
            <Input maxLength={40} autoComplete="off" inputMode="tel" />
          </Form.Item>
          <Form.Item name={[index, 'zalo']} label={t('fields.contacts.zalo')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'email']} label={t('fields.contacts.email')}>
            <Input maxLength={200} autoComplete="off" inputMode="email" />
          </Form.Item>
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
      mayKeep={mayKeep}
      fields={(index) => (
        <>
          <Form.Item name={[index, 'kind']} label={t('fields.devices.kind')}>
            <Select options={choices(...deviceKinds)} />
          </Form.Item>
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
          <Form.Item name={[index, 'remedy']} label={t('fields.devices.remedy')}>
            <Select allowClear options={choices('repair', 'replace', 'acquire')} placeholder={t('entries.choose')} />
          </Form.Item>
        </>
      )}
    />
  );
}

export function LinesBlock({ mayKeep }: BlockProps) {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <EntryBlock
      name="lines"
      lead={t('blocks.linesLead')}
      addLabel={t('entries.addLine')}
      fresh={{ kind: 'internet' }}
      mayKeep={mayKeep}
      fields={(index) => (
        <>
          <Form.Item name={[index, 'kind']} label={t('fields.lines.kind')}>
            <Select options={choices(...lineKinds)} />
          </Form.Item>
          <Form.Item name={[index, 'provider']} label={t('fields.lines.provider')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name={[index, 'mbps']} label={t('fields.lines.mbps')}>
            <InputNumber min={0.1} max={100_000} inputMode="decimal" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={[index, 'note']} label={t('fields.lines.note')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
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
