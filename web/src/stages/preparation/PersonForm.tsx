import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DutyPerson } from './preparationQueries';

interface PersonFormProps {
  role: DutyPerson['role'];
  /** Null: a new one. */
  person: DutyPerson | null;
  isSaving: boolean;
  onSave: (person: DutyPerson) => void;
  onCancel: () => void;
}

/** Somebody who is not among the site's contacts, or a number that has changed. */
export function PersonForm({ role, person, isSaving, onSave, onCancel }: PersonFormProps) {
  const { t } = useTranslation('preparation');
  return (
    <Form<Omit<DutyPerson, 'role'>>
      className="preparation-person-form"
      layout="vertical"
      requiredMark={false}
      initialValues={person ?? {}}
      onFinish={(written) => onSave({ ...written, role })}
    >
      <Form.Item
        name="name"
        label={t('duty.name')}
        rules={[{ required: true, whitespace: true, message: t('duty.name') }]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('duty.phone')}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="position" label={t('duty.position')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="zalo" label={t('duty.zalo')}>
        <Input autoComplete="off" />
      </Form.Item>
      <div className="preparation-buttons">
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {t('duty.save')}
        </Button>
        <Button onClick={onCancel}>{t('duty.cancel')}</Button>
      </div>
    </Form>
  );
}
