import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import type { Unit } from './organisationQueries';
import { UnitSelect } from './UnitSelect';

interface Fields {
  name: string;
  code?: string;
  parentId?: string;
}

interface UnitFormProps {
  /** The unit to change; null makes a new one. */
  unit: Unit | null;
  parentId: string | null;
  units: readonly Unit[];
  onSaved: () => void;
  onCancel: () => void;
}

export function UnitForm({ unit, parentId, units, onSaved, onCancel }: UnitFormProps) {
  const { t } = useTranslation('organisation');
  const [form] = Form.useForm<Fields>();
  const save = useMutation({
    mutationFn: (fields: Fields) => {
      // An emptied field is no parent, not "as it was".
      const body = { ...fields, toTopLevel: unit !== null && !fields.parentId };
      return unit
        ? answerOf(api.PATCH('/api/admin/units/{id}', { params: { path: { id: unit.id } }, body }))
        : answerOf(api.POST('/api/admin/units', { body }));
    },
    onSuccess: onSaved,
  });
  return (
    <Modal
      open
      title={unit ? t('units.editTitle') : t('units.add')}
      okText={unit ? t('save') : t('add')}
      cancelText={t('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <ErrorNotice error={save.error} />
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: unit?.name, code: unit?.code ?? undefined, parentId: parentId ?? undefined }}
        onFinish={(fields) => save.mutate(fields)}
      >
        <Form.Item
          name="name"
          label={t('units.name')}
          rules={[{ required: true, whitespace: true, message: t('units.nameRequired') }]}
        >
          <Input maxLength={200} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="parentId" label={t('units.parent')}>
          <UnitSelect units={units.filter((other) => other.id !== unit?.id)} />
        </Form.Item>
        <Form.Item name="code" label={t('units.code')} extra={t('units.codeHint')}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
