import { useMutation } from '@tanstack/react-query';
import { Form, Input, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { FormDialog } from '../../ui/FormDialog';
import { useSaying } from '../../ui/useSaying';

type Fields = components['schemas']['MediaNodeFields'];

interface MediaNodeFormProps {
  /** Null: a new one. */
  node: components['schemas']['MediaNode'] | null;
  onClose: () => void;
}

export function MediaNodeForm({ node, onClose }: MediaNodeFormProps) {
  const { t } = useTranslation('resources');
  const say = useSaying();
  const save = useMutation({
    mutationFn: (body: Fields) =>
      node
        ? answerOf(api.PUT('/api/resources/nodes/{id}', { params: { path: { id: node.id } }, body }))
        : answerOf(api.POST('/api/resources/nodes', { body })),
    onSuccess: () => {
      say.done(t('saved'));
      onClose();
    },
  });
  return (
    <FormDialog<Fields>
      title={t(node ? 'change' : 'add')}
      send={t('save')}
      pending={save.isPending}
      onCancel={onClose}
      error={save.error}
      initialValues={node ?? { ports: 100, streams: 200, mbps: 300, inService: true }}
      onFinish={(fields) => save.mutate(fields)}
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('name') }]}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="ports" label={t('ports')} extra={t('portsHint')}>
        <InputNumber min={0} max={1_000_000} />
      </Form.Item>
      <Form.Item name="streams" label={t('streams')} extra={t('streamsHint')}>
        <InputNumber min={0} max={1_000_000} />
      </Form.Item>
      <Form.Item name="mbps" label={t('mbps')}>
        <InputNumber min={0} max={1_000_000} />
      </Form.Item>
      <Form.Item name="inService" label={t('inService')} valuePropName="checked" extra={t('serviceHint')}>
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}
