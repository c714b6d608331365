import { Checkbox, Form, type FormProps, Input, Modal, Radio } from 'antd';
import type { ReactNode } from 'react';
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

interface DecisionFormProps<T>
  extends Pick<DialogProps, 'pending' | 'onCancel'>,
    Pick<FormProps<T>, 'form' | 'initialValues' | 'onValuesChange' | 'onFinish'> {
  title: string;
  send: string;
  danger?: boolean;
  children: ReactNode;
}

/** A decision and what it needs to be given with it, in a dialog that sends it. */
function DecisionForm<T>({ title, send, danger, pending, onCancel, form: given, ...fields }: DecisionFormProps<T>) {
  const { t } = useTranslation('approval');
  const [form] = Form.useForm<T>(given);
  return (
    <Modal
      open
      title={title}
      okText={send}
      okButtonProps={{ danger }}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form layout="vertical" requiredMark={false} {...fields} form={form} />
    </Modal>
  );
}

const presets = ['script', 'attendees', 'sites', 'contact', 'priority'] as const;

export function ReturnDialog({ pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const [form] = Form.useForm<{ ready: string[]; remarks: string }>();
  return (
    <DecisionForm<{ ready: string[]; remarks: string }>
      title={t('giveBack.title')}
      send={t('giveBack.send')}
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
    </DecisionForm>
  );
}

export function RejectDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  return (
    <DecisionForm<{ reason: string }>
      title={t('reject.title')}
      send={t('reject.send')}
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
    </DecisionForm>
  );
}

export function CounterDialog({ approval, pending, onDecide, onCancel }: DialogProps) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  return (
    <DecisionForm<{ startsAt: string }>
      title={t('counter.title')}
      send={t('counter.send')}
      pending={pending}
      onCancel={onCancel}
      initialValues={{ startsAt: approval.freeTimes[0] }}
      onFinish={({ startsAt }) => onDecide({ kind: 'counter', startsAt })}
    >
      <p className="panel-lead">{t('counter.lead')}</p>
      <Form.Item name="startsAt" label={t('counter.time')}>
        <Radio.Group
          className="approval-presets"
          options={approval.freeTimes.map((time) => ({
            value: time,
            label: `${times.clock(time)}, ${times.day(time)}`,
          }))}
        />
      </Form.Item>
    </DecisionForm>
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
