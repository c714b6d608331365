import { Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../ui/useTimes';
import type { Approval } from './approvalQueries';
import type { Decision } from './useDecisions';

export type DialogName = 'return' | 'reject' | 'counter' | 'displace';

interface DialogProps {
  approval: Approval;
  pending: boolean;
  onDecide: (decision: Decision) => void;
  onCancel: () => void;
}

const presets = ['script', 'attendees', 'sites', 'contact', 'priority'] as const;

export function ReturnDialog({ pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const [form] = Form.useForm<{ ready: string[]; remarks: string }>();
  return (
    <Modal
      open
      title={t('giveBack.title')}
      okText={t('giveBack.send')}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
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
      </Form>
    </Modal>
  );
}

export function RejectDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={t('reject.title')}
      okText={t('reject.send')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
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
      </Form>
    </Modal>
  );
}

export function CounterDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const [form] = Form.useForm<{ startsAt: string }>();
  return (
    <Modal
      open
      title={t('counter.title')}
      okText={t('counter.send')}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <p className="panel-lead">{t('counter.lead')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ startsAt: approval.freeTimes[0] }}
        onFinish={({ startsAt }) => onDecide({ kind: 'counter', startsAt })}
      >
        <Form.Item name="startsAt" label={t('counter.time')}>
          <Radio.Group
            className="approval-presets"
            options={approval.freeTimes.map((time) => ({
              value: time,
              label: `${times.clock(time)}, ${times.day(time)}`,
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
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
