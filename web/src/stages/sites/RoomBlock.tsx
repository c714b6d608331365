import { DatePicker, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useChoices } from './useChoices';

/** Name, place and what the room is like; how long it is used, for who asks. */
export function RoomBlock() {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <section className="panel" id="room" aria-labelledby="room-title">
      <h2 id="room-title">{t('blocks.room')}</h2>
      <div className="site-grid">
        <Form.Item
          className="is-wide"
          name="name"
          label={t('fields.name')}
          rules={[{ required: true, whitespace: true, message: t('create.nameRequired') }]}
        >
          <Input maxLength={150} autoComplete="off" />
        </Form.Item>
        <Form.Item className="is-wide" name="place" label={t('fields.place')}>
          <Input maxLength={300} autoComplete="off" placeholder={t('create.placePlaceholder')} />
        </Form.Item>
        <Form.Item name="roomKind" label={t('fields.roomKind')}>
          <Select allowClear options={choices('hall', 'meetingRoom')} placeholder={t('entries.choose')} />
        </Form.Item>
        <Form.Item name="squareMetres" label={t('fields.squareMetres')}>
          <InputNumber min={1} max={100_000} precision={0} inputMode="numeric" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="sound" label={t('fields.sound')}>
          <Select allowClear options={choices('hallSystem', 'speakerMicrophone')} placeholder={t('entries.choose')} />
        </Form.Item>
        <Form.Item name="equipment" label={t('fields.equipment')}>
          <Select allowClear options={choices('full', 'rotating')} placeholder={t('entries.choose')} />
        </Form.Item>
      </div>
      <details className="site-more">
        <summary>{t('fields.validity')}</summary>
        <div className="site-grid">
          <Form.Item name="validFrom" label={t('fields.validFrom')} rules={[{ required: true }]}>
            <DatePicker format="DD/MM/YYYY" allowClear={false} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="validTo" label={t('fields.validTo')}>
            <DatePicker format="DD/MM/YYYY" style={{ width: '100%' }} />
          </Form.Item>
        </div>
      </details>
    </section>
  );
}

/** What the screen shows when a meeting begins. */
export function LayoutBlock() {
  const { t } = useTranslation('sites');
  const choices = useChoices();
  return (
    <section className="panel" id="layout" aria-labelledby="layout-title">
      <h2 id="layout-title">{t('fields.defaultLayout')}</h2>
      <p className="panel-lead">{t('blocks.defaultLayoutLead')}</p>
      <Form.Item name="defaultLayout" label={t('fields.defaultLayout')}>
        <Select allowClear options={choices('podium', 'grid', 'content')} placeholder={t('entries.choose')} />
      </Form.Item>
    </section>
  );
}
