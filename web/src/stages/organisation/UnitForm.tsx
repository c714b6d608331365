import { useMutation } from '@tanstack/react-query';
import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
import { UnitPicker } from '../../ui/UnitPicker';
import type { Unit, UnitKind } from './organisationQueries';

interface Fields {
  name: string;
  code?: string;
  kind?: UnitKind;
  parentId?: string;
  from?: Dayjs | null;
  to?: Dayjs | null;
}

interface UnitFormProps {
  /** The unit to change; null makes a new one. */
  unit: Unit | null;
  parentId: string | null;
  onSaved: (unit: Unit) => void;
  onCancel: () => void;
}

const kinds = ['authority', 'office', 'group'] as const;

/** A unit's own data and its place in the tree. */
export function UnitForm({ unit, parentId, onSaved, onCancel }: UnitFormProps) {
  const { t } = useTranslation('organisation');
  const save = useMutation({
    mutationFn: ({ from, to, ...fields }: Fields) => {
      const validity = { from: written(from), to: written(to) };
      // An emptied field is no parent and no code, not "as it was".
      const body = { ...fields, code: fields.code ?? '', validity, toTopLevel: unit !== null && !fields.parentId };
      return unit
        ? answerOf(api.PATCH('/api/admin/units/{id}', { params: { path: { id: unit.id } }, body }))
        : answerOf(api.POST('/api/admin/units', { body }));
    },
    onSuccess: onSaved,
  });
  return (
    <FormDialog<Fields>
      title={unit ? t('units.editTitle') : t('units.add')}
      send={unit ? t('save') : t('add')}
      pending={save.isPending}
      onCancel={onCancel}
      error={save.error}
      initialValues={{
        name: unit?.name,
        code: unit?.code ?? undefined,
        kind: unit?.kind,
        parentId: parentId ?? undefined,
        from: unit?.validFrom ? dayjs(unit.validFrom) : undefined,
        to: unit?.validTo ? dayjs(unit.validTo) : undefined,
      }}
      onFinish={(fields) => save.mutate(fields)}
    >
      <Form.Item
        name="name"
        label={t('units.name')}
        rules={[{ required: true, whitespace: true, message: t('units.nameRequired') }]}
      >
        <Input maxLength={200} autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('units.kind')} extra={t('units.kindHint')}>
        <Select
          allowClear={unit === null}
          placeholder={t('units.kindGuessed')}
          options={kinds.map((kind) => ({ value: kind, label: t(`units.kinds.${kind}`) }))}
        />
      </Form.Item>
      <Form.Item name="parentId" label={t('units.parent')}>
        <UnitPicker {...(unit && { without: unit.id })} />
      </Form.Item>
      <Form.Item name="code" label={t('units.code')} extra={t('units.codeHint')}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="from" label={t('units.from')}>
          <DatePicker format="DD/MM/YYYY" />
        </Form.Item>
        <Form.Item name="to" label={t('units.to')}>
          <DatePicker format="DD/MM/YYYY" />
        </Form.Item>
      </div>
    </FormDialog>
  );
}

function written(day: Dayjs | null | undefined): string | null {
  return day ? day.format('YYYY-MM-DD') : null;
}
