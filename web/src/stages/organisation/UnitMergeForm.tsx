import { useMutation } from '@tanstack/react-query';
import { DatePicker, Form, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { UnitPicker } from '../../ui/UnitPicker';
import type { Unit } from './organisationQueries';

interface UnitMergeFormProps {
  unit: Unit;
  onMerged: (successor: Unit) => void;
  onCancel: () => void;
}

/** "Sáp nhập": which unit goes on in place of this one, and from when. */
export function UnitMergeForm({ unit, onMerged, onCancel }: UnitMergeFormProps) {
  const { t } = useTranslation('organisation');
  const [form] = Form.useForm<{ successorId: string; lastDay: Dayjs }>();
  const merge = useMutation({
    mutationFn: ({ successorId, lastDay }: { successorId: string; lastDay: Dayjs }) =>
      answerOf(
        api.POST('/api/admin/units/{id}/merge', {
          params: { path: { id: unit.id } },
          body: { successorId, lastDay: lastDay.format('YYYY-MM-DD') },
        }),
      ),
    onSuccess: onMerged,
  });
  return (
    <Modal
      open
      title={t('merge.title', { name: unit.name })}
      okText={t('merge.do')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      confirmLoading={merge.isPending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <p className="panel-lead">{t('merge.lead')}</p>
      <ErrorNotice error={merge.error} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ lastDay: dayjs().subtract(1, 'day') }}
        onFinish={(fields) => merge.mutate(fields)}
      >
        <Form.Item
          name="successorId"
          label={t('merge.successor')}
          rules={[{ required: true, message: t('merge.successorRequired') }]}
        >
          <UnitPicker without={unit.id} placeholder={t('merge.successorHint')} />
        </Form.Item>
        <Form.Item
          name="lastDay"
          label={t('merge.lastDay')}
          rules={[{ required: true, message: t('merge.lastDayRequired') }]}
        >
          <DatePicker format="DD/MM/YYYY" maxDate={dayjs()} allowClear={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
