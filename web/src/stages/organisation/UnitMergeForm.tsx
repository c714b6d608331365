import { useMutation } from '@tanstack/react-query';
import { DatePicker, Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
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
    <FormDialog<{ successorId: string; lastDay: Dayjs }>
      title={t('merge.title', { name: unit.name })}
      send={t('merge.do')}
      danger
      pending={merge.isPending}
      onCancel={onCancel}
      lead={t('merge.lead')}
      error={merge.error}
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
    </FormDialog>
  );
}
