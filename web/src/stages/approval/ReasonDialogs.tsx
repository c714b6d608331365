import { Checkbox, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog';
import { useTimes } from '../../ui/useTimes';
import type { Approval } from './approvalQueries';
import type { Decision } from './useDecisions';

export type DialogName = 'return' | 'reject' | 'time' | 'displace';

interface DialogProps {
  approval: Approval;
  pending: boolean;
  onDecide: (decision: Decision) => void;
  onCancel: () => void;
}

const presets = ['script', 'attendees', 'sites', 'contact', 'priority'] as const;

export function ReturnDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const [form] = Form.useForm<{ ready: string[]; remarks: string }>();
  return (
    <FormDialog<{ ready: string[]; remarks: string }>
      title={t('giveBack.title')}
      send={t('giveBack.send')}
      lead={t('asking.tellsUnit', { unit: approval.item.unitName })}
      form={form}
      pending={pending}
      onCancel={onCancel}
      initialValues={{ ready: [], remarks: '' }}
      onValuesChange={({ ready }: { ready?: string[] }) => {
        if (ready) form.setFieldValue('remarks', ready.join('\n'));
      }}
      onFinish={({ remarks }) => onDecide({ kind: 'return', remarks })}
    >
      <Form.Item name="ready" label={t('giveBack.ready')}>
        <Checkbox.Group
          className="approval-presets"
          options={presets.map((preset) => {
            const text = t(`giveBack.presets.${preset}`);
            return { value: text, label: text };
          })}
        />
      </Form.Item>
      <Form.Item
        name="remarks"
        label={t('giveBack.remarks')}
        rules={[{ required: true, whitespace: true, message: t('giveBack.needed') }]}
      >
        <Input.TextArea rows={4} maxLength={4000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}

export function RejectDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  return (
    <FormDialog<{ reason: string }>
      title={t('reject.title')}
      send={t('reject.send')}
      lead={t('asking.tellsUnit', { unit: approval.item.unitName })}
      danger
      pending={pending}
      onCancel={onCancel}
      initialValues={{ reason: approval.reason ?? '' }}
      onFinish={({ reason }) => onDecide({ kind: 'reject', reason })}
    >
      <Form.Item
        name="reason"
        label={t('reject.reason')}
        extra={approval.reason ? t('reject.hint') : undefined}
        rules={[{ required: true, whitespace: true, message: t('reject.needed') }]}
      >
        <Input.TextArea rows={8} maxLength={4000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}

export function DisplaceDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const displaced = approval.displacing ?? [];
  return (
    <Modal
      open
      title={t('displace.title')}
      okText={t('displace.send')}
      okButtonProps={{ autoFocus: true }}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => onDecide({ kind: 'approve', displace: [...displaced] })}
      onCancel={onCancel}
    >
      <p>{t('displace.text')}</p>
      <ul className="approval-displaced">
        {approval.rivals
          .filter((rival) => rival.meetingId && displaced.includes(rival.meetingId))
          .map((rival) => (
            <li key={rival.meetingId}>
              <strong>{rival.title}</strong> ({times.clock(rival.startsAt)}–{times.clock(rival.endsAt)},{' '}
              {times.date(rival.startsAt)})
            </li>
          ))}
      </ul>
    </Modal>
  );
}
