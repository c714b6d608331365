import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { components } from '../../api/schema';
import { FormDialog } from '../../ui/FormDialog';
import { UnitPicker } from '../../ui/UnitPicker';
import { useSaying } from '../../ui/useSaying';
import { type ConferenceTemplate, templatesQuery } from './preparationQueries';

type Fields = components['schemas']['ConferenceTemplateFields'];

const modes = ['conference', 'discussion', 'training'] as const;
const layouts = ['podium', 'grid', 'content', 'podiumAndContent'] as const;
const mutes = ['byFloor', 'mutedOnEntry', 'open'] as const;

/** @param template null: a new one */
export function TemplateForm({ template, onClose }: { template: ConferenceTemplate | null; onClose: () => void }) {
  const { t } = useTranslation('preparation');
  const say = useSaying();
  const queries = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const save = useMutation({
    mutationFn: (body: Fields) =>
      template
        ? answerOf(api.PUT('/api/conference-templates/{id}', { params: { path: { id: template.id } }, body }))
        : answerOf(api.POST('/api/conference-templates', { body })),
    onSuccess: () => {
      say.done(t('admin.saved'));
      void queries.invalidateQueries({ queryKey: templatesQuery.queryKey });
      onClose();
    },
    onError: (error) =>
      form.setFields(
        Object.entries(asProblem(error).fields).map(([name, errors]) => ({
          name: name as keyof Fields,
          errors: [...errors],
        })),
      ),
  });
  return (
    <FormDialog<Fields>
      title={t(template ? 'admin.changeTemplate' : 'admin.addTemplate')}
      send={t('admin.save')}
      pending={save.isPending}
      onCancel={onClose}
      error={save.error}
      form={form}
      initialValues={
        template ?? {
          mode: 'conference',
          layout: 'podium',
          chairLayout: 'grid',
          mutes: 'byFloor',
          isRecorded: true,
          hasWaitingRoom: false,
        }
      }
      onFinish={(fields) => save.mutate({ ...fields, unitId: fields.unitId ?? null })}
    >
      <Form.Item name="name" label={t('admin.name')} rules={[{ required: true, message: t('admin.name') }]}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      {!template && (
        <Form.Item name="unitId" label={t('admin.unit')} extra={t('admin.unitHint')}>
          <UnitPicker placeholder={t('admin.everybody')} />
        </Form.Item>
      )}
      <Form.Item name="mode" label={t('admin.mode')}>
        <Select options={modes.map((value) => ({ value, label: t(`modes.${value}`) }))} />
      </Form.Item>
      <Form.Item name="layout" label={t('admin.layout')}>
        <Select options={layouts.map((value) => ({ value, label: t(`layouts.${value}`) }))} />
      </Form.Item>
      <Form.Item name="chairLayout" label={t('admin.chairLayout')}>
        <Select options={layouts.map((value) => ({ value, label: t(`layouts.${value}`) }))} />
      </Form.Item>
      <Form.Item name="mutes" label={t('admin.mutes')}>
        <Select options={mutes.map((value) => ({ value, label: t(`mutes.${value}`) }))} />
      </Form.Item>
      <Form.Item name="isRecorded" label={t('admin.recorded')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="hasWaitingRoom"
        label={t('admin.waitingRoom')}
        extra={t('admin.waitingRoomHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="note" label={t('admin.note')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
